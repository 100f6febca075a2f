# Fatma stands between two jobs
> start
> not sure
> 1 and 2
> 8
> visual studio and sql
> linear regression
> airflow and tableau
< Monday morning: the report says that sales doubled overnight
> not sure
> not sure
> not sure
> not sure
> not sure
> not sure
< I stopped asking here. With more answers the result may still change.
< Data analyst, but it is a close call
< with data engineer right behind
< What would flip it: had you
< data engineer would lead
> [How sure are you?]
< How sure am I? By what you do, data analyst comes first
< there is no data on wishes
< but it is a close call
> [Compare two roles]
> 1 2
< An analyst's task ends when somebody can decide; a data engineer's ends when the next load runs without help.
< By your answers so far: data analyst
< but it is a close call
