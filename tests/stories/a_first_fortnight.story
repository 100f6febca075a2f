# Hana is not sure of anything, and comes back
> /whichrole
> [Start]
> not sure
> no idea
> [Not sure]
> dunno
> hard to say
> [Skip this one]
< Nothing you said speaks for one role yet, and that is an honest place to be: I will not force one on you.
< Here is a first fortnight instead: two weeks, and two small tasks
< Taste the pipeline.
< Taste the question.
< When you come back, I ask about that first.
> lovely weather
< I am not sure what you would like to do next.
< No role yet, and that is fine: try the two tasks of the first fortnight, then come back.
~ 14 days later
> /whichrole
< Here is a first fortnight
> [I have tried both: ask me again]
< Last time nothing spoke for one role, and that was fine.
< The two tasks of your first fortnight: which one did you like better?
> why
< What your hands enjoyed says more than any question of mine.
> I liked the pipeline
< You have one free afternoon at work.
> 1
> 2
< Where are you today?
> 8
< What do you write code or draw charts with?
> sql
< Which libraries and kinds of model
> none of these models or libraries
< Monday morning: the report says that sales doubled overnight
> 1
< Data engineer, and it is not close
< What spoke for it: you would find the faulty step and repair it;
