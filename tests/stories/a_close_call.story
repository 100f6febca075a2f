# Fatma stands between two jobs
> start
> 2
> 2
> airflow
< Monday morning: the report says that sales doubled overnight
> d
> 8
> 2
> serve
> 2
> 1
> 2
> 2
> skip
< What do you write code or draw charts with?
> visual studio
> linear regression
> not sure
> not sure
> not sure
< Data engineer, but it is a close call (48 %), with data analyst right behind (46 %).
< What would flip it: had you
< data analyst would lead
> [Compare two roles]
> 1 2
< An analyst's task ends when somebody can decide; a data engineer's ends when the next load runs without help.
< By your answers so far: data analyst 46 %, data engineer 48 %.
< but it is a close call
