# Kim is a mentor no longer when they ask for the next page
@ kim
> /whichrole
! kim becomes a mentor
! kim looks after ada, ben, cleo, dan, eva, finn, gus, hana and ida
! only kim reads: cleo
@ kim
> /mentee-status
< 9 mentees.
< ada ·
< Page 1 of 2.
- ida ·
> [Next page]
< ida ·
< Page 2 of 2.
- ada ·
> [Page before]
< ada ·
< Page 1 of 2.
! kim is a mentor no longer
> [Next page]
< This is for mentors, and as far as I can see you are none here.
- ida
- mentees
> /mentee-status
< This is for mentors, and as far as I can see you are none here.
> /mentee-status ida
< I have nothing to show you there.
> /mentor note @ida only-me: still mine?
< I have nothing to show you there.
@ boss
> /mentee-status
< This is for mentors, and as far as I can see you are none here.
@ ada
> /mentor
< kim was your mentor, and is none here any more, as far as I can see
