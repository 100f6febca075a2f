# Sam takes back what Kim could see while Kim's list is open
@ kim
> /whichrole
@ boss
> /whichrole-admin mentors add kim
@ sam
> /whichrole
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> 2
> SQL
> d
@ boss
> /whichrole-admin mentors assign kim sam
< kim is the mentor of sam now. What is shared, sam decides.
@ sam
< kim is your mentor now.
> [Share my role]
< You share with kim: role.
@ kim
< sam is your mentee now.
> /mentee-status
< sam · data analyst
> [sam]
< sam · data analyst, a clear result
@ sam meanwhile
> /mentor consent
> [Stop sharing my role]
< You share nothing with kim.
! without a press kim sees no more: data analyst, a clear result
@ kim still
> [All my mentees]
< sam · shares nothing at the moment
- data analyst
@ sam meanwhile
> /mentor consent
> [Share my role]
< You share with kim: role.
@ kim still
> /mentee-status
< sam · data analyst
@ sam meanwhile
> /mentor consent
> [Share nothing any more]
< You share nothing with kim.
@ kim still
> [sam]
< sam shares nothing with you at the moment.
- data analyst
> /mentee-status
< sam · shares nothing at the moment
- data analyst
@ sam
> /mentor end
< Shall this end, between you and kim?
> [Yes, end it]
< It is over between you and kim.
@ kim
< sam has ended it: the two of you are mentor and mentee no longer.
> /mentee-status sam
< I have nothing to show you there.
