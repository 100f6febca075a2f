# Somebody talks here under two names, and becomes one person
@ work
> /whichrole
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> 2
> SQL
> d
< Data analyst, and it is not close
> /whichrole unlink
< This account is linked with no other.
> /whichrole link
< Your code is
< It counts once, for 10 minutes.
< what you have there stays, and what the other account brings is put aside
@ home
> /whichrole
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> /whichrole link XXXXX-XXXXX
< That code does not count
> /whichrole link CODE
< This is the code of work in the terminal.
< What you give up here
< mydata with either account then shows what both have
> [Yes, both are mine]
< Thank you. Now say yes with work in the terminal
> summary
< So far you lean to data analyst
@ work
< home in the terminal typed your code, read there whose it is, and said yes.
< what you have here stays: conversation, answers and weekly steps
< what the other account shared with mentors is shared no longer
> [Yes, that was me]
< This account and home in the terminal are one person to me.
@ home
< This account and work in the terminal are one person to me.
< What you had there goes on in both places; what you had here is put aside
> summary
< Data analyst, and it is not close
> /whichrole link
< This account and work in the terminal are one person to me.
> [Part the two]
< Shall this account and work in the terminal be two people again?
> [Yes, part them]
< What you brought is yours here again, as it was before the link
> summary
< So far you lean to data analyst
> mydata
< Your answers (2)
@ work
< This account is by itself again
> summary
< Data analyst, and it is not close
