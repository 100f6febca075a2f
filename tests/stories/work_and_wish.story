# Lena does one thing and longs for another
> start
> the nightly job
> 1
> 2
> sql and r
< Monday morning
> the one who repairs it
> none
> tableau and power bi
< A gym hands you two years of visits.
> not sure
< Friday, and there is time for one more task.
> not sure
< You have a ticket for one talk
> not sure
< A new source of data arrives next week.
> build the load that never fails
> 1
< Some 80 GB of sensor readings lie in front of you
> a
< Data engineer, and it is not close
< You work like a data analyst and long for pipelines that never fail. Both are true: Compare work and wish shows you both jobs.
< What would flip it: had you picked
> [Compare work and wish]
< Data analyst or data engineer?
< The data engineer builds the tables and keeps them filled
< By your answers so far: data analyst
< Data engineer, and it is not close
> how sure are you
< How sure am I? By what you do, data analyst comes first
< Your wishes put data engineer first instead. There is no data on wishes
< Data engineer, and it is not close
