# Lea decides for herself
> start
> 1
> 2
> 6
> 1
< Data engineer, and it is not close
> [Choose a role myself]
< Which role do you choose for yourself? I only advise; you decide.
> why
< You know the rest, so the last word is yours.
> cooking
< Pick one of the five.
> machine learning researcher
< Data engineer, and it is not close
< You chose machine learning researcher for yourself, and you decide. So what follows is for that role.
< A researcher may throw this week's code away once the result is clear
< Learn, in this order: mathematics in use
< Leave out for now: PySpark
> share
< My next role: machine learning researcher.
> [Choose a role myself]
> [Leave it as it is]
< You chose machine learning researcher for yourself
> [Compare two roles]
> 2 and 5
< By your answers so far: data engineer
> [Choose a role myself]
> 2
< Learn, in this order: SQL, from joins to query plans
