# Robin thinks twice, and is forgotten
> start
> the dashboards one
> forget me
< Shall I forget you?
< If you linked two accounts, that is what both have
< Nobody can undo it.
< Out of my reach are: backups
> why
< What you told me is yours
< Shall I forget you?
> hm
< I did not understand that, so I deleted nothing.
> [Keep everything]
< Nothing was deleted. Everything is as it was.
< What do you already do
> skip
> /whichrole forget-me
< Shall I forget you?
> [Yes, forget me]
< Done. I have deleted everything about you
~ 1 days later
> /whichrole
< Hello. Companies hire for one kind of problem
> mydata
< You first came on 3 March 2026
< Where you are now: at the start.
< You have not answered a question yet.
