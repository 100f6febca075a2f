# Tom takes a break, falls silent, stops, and comes back each time
> /whichrole
> [Start]
> the nightly job
> pipelines
> 6
> a
< Data engineer, and it is not close
> [Start weekly steps]
> change zone
> são paulo
< Your time zone: America/Sao Paulo, where it is 9:00 now.
> [Saturday, 10:00]
< Your first step comes on Saturday, 7 March, 10:00 (America/Sao Paulo).
> [Skip this one]
< Your first step: Window functions in SQL.
> settings
< Saturday, 10:00 (America/Sao Paulo)
< every week
< quiet from 22:00 to 7:00
> [Quiet hours]
> none
< You have no quiet hours now.
~ 6 days later
< Week 1: Window functions in SQL
> pause
< How long would you like a break? Nothing piles up
> until 20 march
< Enjoy your break.
< Your next step comes on Saturday, 21 March, 10:00 (America/Sao Paulo).
~ 7 days later
> /whichrole plan
< Your steps on the way to data engineer
~ 7 days later
< Week 2: Window functions in SQL
< The same step as before your break.
~ 7 days later
< Your last step: Window functions in SQL. How did it go?
< Week 3: Window functions in SQL
< The same step once more, only smaller.
~ 7 days later
< I have not heard from you for a while, and that is all right. How often would you like a step?
~ 7 days later
< Your last step: Window functions in SQL. How did it go?
< Week 4: Reading a query plan
< If you did not get to it, “Window functions in SQL” can wait: it moves to the end of your plan.
~ 7 days later
< I have not heard from you for some weeks, so I stop here for now. Nothing is lost and nothing piles up
~ 28 days later
> go on with my steps
< Good to have you back. Nothing was lost.
< Week 4: Reading a query plan
< “Window functions in SQL” can wait: it has moved to the end of your plan.
> did it
< Done. The small version counts just as much. Each week like this takes you further.
> /whichrole stop
< As you wish.
< Your weekly steps are off. Your plan, and all that you did, is kept.
~ 30 days later
> hello
< Your weekly steps are off.
> /whichrole resume
< Good to have you back. Nothing was lost.
