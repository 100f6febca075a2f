# Kim looks at what is kept, and goes on
> start
> 2
> sql, and I load files into Postgres every night
> /whichrole mydata
< What I keep about you
< You first came on 2 March 2026
< Your accounts: “
< Where you are now: at the question
< Your answers (2)
< - 2 March 2026, Afternoon: two dashboards that disagree
< How long: messages for 7 days
< for 18 months
< Who else sees it: nobody.
< The file with this message holds all of it
< The message above, with its file, is all that I keep about you.
< Where are you today?
> skip
> i need a break
< We rest here
~ 40 days later
> what do you know about me
< You first came on 2 March 2026, and I last heard from you on 11 April 2026.
< Where you are now: taking a break.
< Your answers (3)
< We rest here
