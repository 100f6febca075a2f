# Kim answers again half a year later
> start
> the dashboards
> 1
> 2
> none
> 4
< Data analyst, and it is not close
> restart
< We begin again. What you said before is kept, and no longer counts. In March you leaned to data analyst.
< You have one free afternoon at work.
~ 180 days later
> /whichrole
< You have one free afternoon at work.
> price
> 3
> 8
> python
> none
> none
< Your forecast tells a bakery how much bread to bake.
> 1
< A gym hands you two years of visits.
> 4
< A new source of data arrives next week.
> 4
< Data scientist, and it is not close
< In March you leaned to data analyst.
