# Kim invites Sam, and reads the first brief
! only kim reads: likes clean numbers
! only sam reads: you ask good questions
! only kim reads: data analyst, a clear result
@ kim
> /whichrole
< Companies hire for one kind of problem
> /mentor invite sam
< This is for mentors, and as far as I can see you are none here.
> /whichrole-admin mentors add kim
< This is for those who look after this place
@ boss
> /whichrole-admin mentors add kim
< kim is a mentor here now.
> /whichrole-admin mentors
< kim · 0 of 5 mentees
@ sam
> /whichrole
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> none
> SQL
> d
< Data analyst, and it is not close
@ kim
> /mentee-status sam
< I have nothing to show you there.
> /mentor invite @sam you ask good questions
< I have invited sam.
> /mentor invite sam
< I have not invited sam
@ sam
< kim would like to be your mentor.
< They write: “you ask good questions”
< They see nothing of yours until you say what
> [Yes, gladly]
< You share nothing with kim.
> [Share my role]
< You share with kim: role.
> [Share my reasons]
< You share with kim: role and reasons.
> /mentor
< kim is your mentor
@ kim
< sam is your mentee now.
> /mentee-status
< 1 mentee.
< sam · data analyst
> [sam]
< sam · data analyst, a clear result
< Why, as I told them: “you reach for the dashboards that disagree;
< sam shares with you: role and reasons. Not shared: weekly steps
> [Note, only for me]
< Only you can read it, but they can see that there is a note.
> likes clean numbers
< Noted, for you alone.
< Your note, for you alone: “likes clean numbers”
> [Encourage]
< Your word is on its way to sam.
@ sam
< kim, your mentor, is thinking of you
> /mentor who-looked
< kim saw role and reasons
< Notes that only your mentors can read: 1.
> summary
< Data analyst, and it is not close
@ boss
> /mentee-status sam
< I have nothing to show you there.
