# Xaver lays two jobs side by side, early and late
> start
> compare
< Which two roles would you like to see side by side?
> [Leave it as it is]
< You have one free afternoon at work.
> 3
> compare
> why
< Two roles are often close, and the day's work is where they differ most.
> 1 and 1
< Please choose exactly 2.
> data engineer and machine learning engineer
< Data engineer or machine learning engineer?
< The data engineer looks after everything before the model
< Data engineer, to learn first: SQL
< Machine learning engineer, to learn first: software engineering habits
< By your answers so far: data engineer
< What do you already do
> 1
> compare
> back
< Where are you today?
> skip
> r and ggplot2
> skip
> tableau
> a
> a
< Data analyst, and it is not close
> [Compare two roles]
> 1 3
< Data analyst or data scientist?
< The analyst says what happened and explains it to people
< By your answers so far: data analyst
< Data analyst, and it is not close
> compare
> machine learning researcher and data analyst
< Data analyst or machine learning researcher?
> compare
> [Leave it as it is]
< Data analyst, and it is not close
