# Sam is forgotten while Kim reads about them
! only sam and kim read: Why does my revenue double
! only kim reads: asks before guessing
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
> [Note, only for me]
> asks before guessing
< Your note, for you alone: “asks before guessing”
@ sam meanwhile
> forget me
< Shall I forget you?
> [Yes, forget me]
< Done. I have deleted everything about you
! without a press kim sees no more: Why does my revenue double
! without a press kim sees no more: asks before guessing
@ kim still
> [Encourage]
< I have nothing to show you there.
- sam
- revenue
- guessing
! kim sees no more: Why does my revenue double
! kim sees no more: asks before guessing
> /mentee-status
< Nobody is your mentee here yet.
> /mentee-status sam
< I have nothing to show you there.
@ sam
> /mentor
< You have no mentor and no mentee yet.
@ boss
> /whichrole-admin waiting
- sam
