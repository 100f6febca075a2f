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
< A gym hands you two years of visits.
> one clear page
> tell what really happened
> [Ask me the rest too]
< Where are you today?
> skip
> skip
> skip
< Which of these places and tools
> I never used Tableau
< I could not match that to an answer
> none of these, but excel
< I read several things in that: spreadsheets and none of these data tools.
> excel
