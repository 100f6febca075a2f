# Sam takes a question away while the brief of Kim stands open
@ kim
> /whichrole
! kim becomes a mentor
@ sam
> /whichrole
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> 2
> SQL
> d
< Data analyst, and it is not close
> start weekly steps
> mondays at 9
> after lunch
@ boss
> /whichrole-admin mentors assign kim sam
< kim is the mentor of sam now.
@ sam
< kim is your mentor now.
> [Share all four]
~ 8 days later
@ sam
> stuck
> Why does my revenue double after a join?
> [Let my mentor read it]
@ kim
> /mentee-status
< sam · data analyst
> [sam]
< sam asks: “Why does my revenue double after a join?”
@ sam meanwhile
> [Take it away]
< I took your question away.
! without a press kim sees no more: Why does my revenue double
