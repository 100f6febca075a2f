# Vera answers everything again and comes out elsewhere
> start
> the dashboards
> 1
> none
> none
> 4
< Data analyst, and it is not close
> [Answer everything again]
< From the beginning, with fresh eyes. In March you leaned to data analyst.
< You have one free afternoon at work.
> summary
< There is nothing to sum up yet
> back
< This is where we begin, so there is nothing before it.
~ 60 days later
> /whichrole
< You have one free afternoon at work.
> the nightly job
< 1. Afternoon: the nightly job that breaks
> 2
> 6
< Monday morning: the report says that sales doubled overnight
> 1
< Data engineer, and it is not close
< In March you leaned to data analyst.
< What spoke for it: you say that you build or run data systems;
> [Answer everything again]
< In May you leaned to data engineer.
