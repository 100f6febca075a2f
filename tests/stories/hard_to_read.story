# Pia is hard to read
> start
> pasta with tomatoes
< I could not match that to an answer, and I would rather ask than guess.
< You have one free afternoon at work.
> the pipeline or the dashboards
< I read several things in that: the nightly job that breaks and two dashboards that disagree. Which one comes first?
> the dashbord one
< What do you already do
> I do not do anything with research, I only make reports for my boss
< Where are you today?
> 8
< What do you write code or draw charts with?
> I never used Python
< I could not match that to an answer
> none of these, but SQL
< I read several things in that: SQL and none of these code tools.
> SQL
< Monday morning
