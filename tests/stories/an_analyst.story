# Somebody who likes numbers that can be explained; mostly typed, a side question in the middle.
> /whichrole
< Companies hire for one kind of problem, so let's find yours. About 7 short questions, 4 minutes.
< Only you see your answers; a mentor sees them only if you say so later.
> [Start]
< You have one free afternoon at work. Which problem would you rather take?
> why
< These are real problems from the five jobs.
< You have one free afternoon at work.
> the dashboards one
< 1. Afternoon: two dashboards disagree
< What do you already do, at work or in your own projects?
> 1
< 2. What you do: analyse data for decisions
> explain
< 3. Chart or service: explain the number
> [Rather the prediction]
< 4. Plumbing or question: rather find what it predicts
> not sure
< 5. Method or product: not sure, which is fine
> SQL, Tableau and excel
< 6. Tools: spreadsheets, a BI tool and SQL
> I loved making a dashboard that the sales team understood
< 7. Your words: “I loved making a dashboard that the sales team understood” - I read: dashboards and decisions
< Data analyst, and it is not close
< What spoke for it: you reach for the dashboards that disagree;
< Learn: metric definitions
< Leave out for now: TensorFlow, until your first analyst job asks for it.
< In a very small company one person does several of these jobs
< This measures interest and what you do today, not what you can become.
