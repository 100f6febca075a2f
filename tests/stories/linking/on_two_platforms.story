# Somebody is on Slack and on Discord, and becomes one person
@ discord
> hello
> [Start]
> the dashboards one
@ slack
> hello
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> 2
> SQL
> d
< Data analyst, and it is not close
> /whichrole link
< Your code is
@ discord
> /whichrole link XXXXX-XXXXX
< That code does not count
> /whichrole link CODE
< on Slack. Is that account yours too?
< What you give up here
> [Yes, both are mine]
< Thank you. Now say yes with
@ slack
< on Discord typed your code, read there whose it is, and said yes.
< what you have here stays: conversation, answers and weekly steps
> [Yes, that was me]
< on Discord are one person to me.
@ discord
< on Slack are one person to me.
< What you had there goes on in both places
> summary
< Data analyst, and it is not close
> /whichrole unlink
< be two people again?
> [Yes, part them]
< What you brought is yours here again, as it was before the link
> summary
< So far you lean to data analyst
@ slack
< This account is by itself again
> summary
< Data analyst, and it is not close
