# Ida asks for what is not there yet
> start
> job
< That is not here yet: it comes with one of the next versions.
< You have one free afternoon at work.
> plan
< You have no weekly steps yet. First we find your role; after that you can start them.
< You have one free afternoon at work.
> /whichrole progress
< You have no weekly steps yet.
> i'm stuck
< You have no weekly steps yet.
> 2
< What do you already do
