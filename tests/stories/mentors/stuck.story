# Sam is stuck, and Kim sees it before they talk
! only sam and kim read: Why does my revenue double
@ kim
> /whichrole
@ boss
> /whichrole-admin mentors add kim
@ sam
> /whichrole
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> none
> SQL
> d
< Data analyst, and it is not close
> start weekly steps
> mondays at 9
> after lunch
< Your first step: SQL joins and aggregation.
> /mentor ask @kim
< I have asked kim.
@ kim
< sam asks whether you would be their mentor
> [Yes, gladly]
< sam is your mentee now.
@ sam
< kim is your mentor now. Say hello when it suits you.
> [Share all four]
< You share with kim: role, reasons, weekly steps
~ 8 days later
@ sam
> stuck
< What is the one question that would help you most?
> Why does my revenue double after a join?
< If you like, kim can read it before you talk next.
@ kim
> /mentee-status
< Nobody seems to need a word right now.
- revenue
@ sam
> [Let my mentor read it]
< kim can read it before you talk next, until you take it away.
@ kim
> /mentee-status
< 1 mentee. sam may need a word: asked you a question on 10 March.
> [sam]
< sam asks: “Why does my revenue double after a join?” (10 March 2026)
> [Ask for a check-in]
< sam gets this week's step once more
@ sam
< kim, your mentor, would like to hear how it goes.
