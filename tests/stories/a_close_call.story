# Fatma stands between two jobs
> start
> 2
> 2
> 8
< What do you write code or draw charts with?
> sql
> none
> postgres
< Monday morning: the report says that sales doubled overnight
> not sure
> 3
> 4
> 2
> 4
> 1
> not sure
> 2
> not sure
< Data engineer, but it is a close call (44 %), with data analyst right behind (36 %).
< What would flip it: had you
< data analyst would lead
> [Compare two roles]
> 1 2
< An analyst's task ends when somebody can decide; a data engineer's ends when the next load runs without help.
< By your answers so far: data analyst 36 %, data engineer 44 %.
< but it is a close call
