# Ana likes numbers that people trust
> /whichrole
< Companies hire for one kind of problem, so let's find yours. About 8 short questions, 4 minutes.
< Only you see your answers; a mentor sees them only if you say so later.
> [Start]
< First, what you would enjoy.
< You have one free afternoon at work.
> why
< These are real problems from the five jobs.
< You have one free afternoon at work.
> the dashboards one
< Now what you do already. It is no test
> help
< back: one question back
< What do you already do, at work or in your own projects?
> I prepare the monthly numbers for our management meeting
< Where are you today?
> none
< What do you write code or draw charts with?
> SQL
< Monday morning: the report says that sales doubled overnight
> d
< That's enough: of people like those we measured, fewer than 5 in 100 would have got another role from all 5 questions about work.
< Data analyst, and it is not close (94 %). Next: data scientist
< What spoke for it: you reach for the dashboards that disagree; you work with SQL; you say that you analyse data for decisions.
< No other single pick or tick would flip it.
< Learn, in this order: metric definitions
< Leave out for now: TensorFlow, until your first analyst job asks for it.
< Your first week: SQL joins and aggregation.
< In a very small company one person does several of these jobs
< This measures interest and what you do today, not what you can become.
> how sure are you?
< How sure am I? By what you do, data analyst comes first
< people for whom that was so, too, with about as high a fit
< With 3 of my 5 questions about work I am right for
< there is no data on wishes
< people who gave their job title in a survey (Kaggle, 2021
< Titles are noisy
< Data analyst, and it is not close
