# Sam asks for a mentor, and the one who was asked never answers
! only kim reads: I would like to talk about charts
@ kim
> /whichrole
@ lee
> /whichrole
@ boss
> /whichrole-admin mentors add kim
> /whichrole-admin mentors add lee
@ sam
> /whichrole
> /mentor ask kim: I would like to talk about charts
< I have asked kim. If they do not answer within a week, any mentor here can say yes.
> /mentor
< You asked kim to be your mentor
@ kim
< sam asks whether you would be their mentor
< They write: “I would like to talk about charts”
~ 4 days later
@ kim
< Somebody is still waiting for your answer
< sam asks whether you would be their mentor
@ boss
> /whichrole-admin waiting
< sam asks kim, since 2 March
~ 4 days later
@ sam
< kim cannot be your mentor right now. Your request stays: any mentor here can say yes now.
@ kim
> /mentor end
< You have no mentor and no mentee yet.
@ lee
> /mentor accept
< sam is looking for a mentor
> [Yes, gladly]
< sam is your mentee now.
@ sam
< lee is your mentor now.
