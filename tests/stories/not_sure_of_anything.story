# "Not sure" to everything is a good answer too: no role is forced.
> /whichrole
> [Start]
> not sure
> no idea
> [Not sure]
> dunno
> [Not sure]
> skip
< 6. Tools: skipped
> hard to say
< 7. Your words: not sure, which is fine
< I will not force a role on you.
< Try one small task of each kind this fortnight
> lovely weather
< I did not get that. Type a number, back to change an answer, or help.
