# Jo asks back all the time
> start
> summary
< There is nothing to sum up yet
< You have one free afternoon at work.
> 3
> why
< What you do today shows where you can start.
< What do you already do
> help
< summary: where you stand
< What do you already do
> summary
< So far you lean to data scientist, but I have more to ask
< What do you already do
> compare
< Which two roles would you like to see side by side?
> 1
< Please choose exactly 2.
> 2 5
< Data engineer or machine learning researcher?
< What do you already do
> compare
> back
< What do you already do
> what does a data engineer earn?
< I could not match that to an answer, and I would rather ask than guess.
< What do you already do
> share
< There is nothing to share yet: first comes a summary.
> resume
< Nothing is paused. This is where you are.
> /whichrole
< What do you already do
> 1
< Where are you today?
