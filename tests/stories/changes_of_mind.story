# Back, another answer, back again, and everything once more.
> hello there
< Type 1 to start, or help.
> 1
> 4
< 1. Afternoon: the model that is too slow
> back
< Your answer so far: the model that is too slow. A new one takes its place.
< You have one free afternoon at work.
> back
< This is the first question, so there is nothing before it.
> a
< 1. Afternoon: the nightly job that breaks
> 2 and 7
< “None of these yet” does not go together with other choices.
> I run the data warehouse
< 2. What you do: build or run data systems
> help
< Everything is saved as you go
< Friday, two tasks are left.
> restart
< We begin again. What you said before is kept, and no longer counts.
< You have one free afternoon at work.
> 3
< 1. Afternoon: do they leave because of price?
