# Ivo changes his mind
> hello there
< Nice to meet you. Say start, or help.
> 1
> 4
> back
< Your answer so far: the model that is too slow
< A new one takes its place, or you leave it as it is.
< You have one free afternoon at work.
> back
< This is where we begin, so there is nothing before it.
> the nightly job
< What do you already do
> 2 and 7
< “None of these yet” does not go together with other choices.
> 2
> 8
< What do you write code or draw charts with?
> back
< Your answer so far: none of these places is yours
> back
< Your answer so far: build or run data systems
> [Leave it as it is]
< What do you write code or draw charts with?
> edit
< Which answer would you like to change?
> 1
< Your answer so far: the nightly job that breaks
> summary
< So far you lean to data engineer, but I have more to ask before I would say so.
> 2
< What do you write code or draw charts with?
> sql
< Which libraries and kinds of model
> none
< Which of these places and tools
> tableau
< Monday morning
> d
< Friday, and there is time for one more task.
> a
< Data analyst, and it is not close
> [Change an answer]
> 1
< Your answer so far: two dashboards that disagree
> summary
< Data analyst, and it is not close
