# Kim answers again half a year later
> start
> the dashboards
> 1
> excel
> 4
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
> none
< A clinic asks which patients will miss their appointment.
> 1
> 1
> 4
< Data scientist, and it is not close
< In March you leaned to data analyst.
