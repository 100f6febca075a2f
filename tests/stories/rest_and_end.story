# Max rests, and stops
> start
> 5
> i need a break
< We rest here, for as long as you like.
> why
< Rest is part of it. Nothing runs away.
> lovely weather
< Take your time.
~ 30 days later
> I am back
< Good to see you again. This is where you were.
< What do you already do
> 6
> stop
< We stop here. Your answers are kept, and nothing will be asked.
> hello?
< I am still here, and I ask nothing.
> [Go on]
< Good to see you again.
< Where are you today?
> pause
> /whichrole
< Where are you today?
