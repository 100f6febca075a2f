# Ida asks for what is not there yet
> start
> plan
< That is not here yet: it comes with one of the next versions.
< You have one free afternoon at work.
> /whichrole settings
< That is not here yet
< You have one free afternoon at work.
> i'm stuck
< That is not here yet
> 2
< What do you already do
