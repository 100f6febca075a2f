# Sam is forgotten, and Kim has nobody to look after
@ kim
> /whichrole
@ boss
> /whichrole-admin mentors add kim
@ sam
> /whichrole
@ boss
> /whichrole-admin mentors assign kim sam
@ sam
< kim is your mentor now.
> [Share all four]
> forget me
< Shall I forget you?
> [Yes, forget me]
< Done. I have deleted everything about you
@ kim
> /mentee-status
< Nobody is your mentee here yet.
> /mentee-status sam
< I have nothing to show you there.
> /mentor note @sam only-me: shy
< I have nothing to show you there.
