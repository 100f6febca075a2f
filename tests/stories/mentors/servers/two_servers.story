# Kim is a mentor on two servers, and asks about both in the direct message
! kim lives in Village too
! ana lives in Village
! kim becomes a mentor
! kim becomes a mentor in Village
! only ana reads: shall we talk about trains
@ sam
> /whichrole
@ ana
> /whichrole
@ kim
> /mentor invite @sam
< I have invited sam.
> /mentor invite @ana
< ana
- I have invited ana
@ kim in Village
> /mentor invite @ana shall we talk about trains?
< I have invited ana.
@ sam
> [Yes, gladly]
> [Share my role]
@ ana
< kim would like to be your mentor.
> [Yes, gladly]
> [Share my role]
@ kim
> /mentee-status
< 1 mentee.
< sam ·
- ana
@ kim in Village
> /mentee-status
< 1 mentee.
< ana ·
- sam
@ kim in private
> /mentee-status
< 2 mentees.
< ana ·
< sam ·
! kim is a mentor no longer in Village
> [ana]
< I have nothing to show you there.
@ kim in private
> /mentee-status
< 1 mentee.
< sam ·
- ana
> /mentee-status @ana
< I have nothing to show you there.
> mentee-status
< sam ·
- ana
@ kim in Village
> /mentee-status
< This is for mentors, and as far as I can see you are none here.
! kim is a mentor no longer
@ kim in private
> /mentee-status
< This is for mentors, and as far as I can see you are none here.
