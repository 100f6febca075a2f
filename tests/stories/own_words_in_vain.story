# Tom tells what nobody here knows, and somebody else's work
> I use Excel and SQL at work
< I read: Excel and SQL.
> no
< Gladly. I forgot what you wrote, and ask.
< You have one free afternoon at work.
> let me tell you about me
< Tell me in your own words
> I bake bread and walk the dog.
< I found no task or tool in it that I know, and I would rather ask than guess.
< You have one free afternoon at work.
> [Let me tell you about me]
> My team runs Kafka. I want to learn PyTorch.
< I read Kafka and PyTorch in it, but as a wish, a hobby, a “no”, or the work of others
< You have one free afternoon at work.
> [Let me tell you about me]
> [Keep my words, too]
< I will keep your words, too: for you alone
> I make dashboards so that our managers can decide.
< I read: dashboards and analysing for decisions.
> yes
< Thank you. Answered: What you do.
> mydata
< Words of yours that you let me keep: “I make dashboards so that our managers can decide.”
> own words
< From an earlier time I still keep: “I make dashboards so that our managers can decide.”
> [Delete the words you kept]
< Done: the words I kept are deleted.
- so that our managers
> back
< You have one free afternoon at work.
