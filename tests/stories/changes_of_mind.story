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
< An app names plants from photos.
> back
< Your answer so far: build or run data systems
> back
< Your answer so far: the nightly job that breaks
> [Leave it as it is]
< An app names plants from photos.
> edit
< Which answer would you like to change?
> 1
< Your answer so far: the nightly job that breaks
> summary
< So far you lean to data engineer, but I have more to ask before I would say so.
> 2
< Where are you today?
> 8
> c and sql
> none
> power bi
< Monday morning
> d
< Friday, and there is time for one more task.
> a
< Data analyst, and it is not close
< What would flip it: had you picked
> [Change an answer]
> 1
< Your answer so far: two dashboards that disagree
> summary
< Data analyst, and it is not close
