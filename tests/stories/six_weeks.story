# Noor takes a small step every week, for six weeks
> /whichrole
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> none
> SQL
> d
< Data analyst, and it is not close
> start weekly steps
< One small step a week: two to three hours, or half an hour when you are busy.
> [Pick day and hour]
< On which day?
> back
> change zone
< Where are you?
> berlin
< Your time zone: Europe/Berlin, where it is 13:00 now.
> mondays at 9
< Your step is now set for Monday, 9:00.
< Your first step comes on Monday, 9 March, 9:00 (Europe/Berlin).
< When will you begin?
> after Tuesday's stand-up, at my desk
< Good plan. I say it back to you with each step.
< Your first step: SQL joins and aggregation. It comes on Monday, 9 March, 9:00 (Europe/Berlin).
~ 7 days later
< Week 1: SQL joins and aggregation
< You start here: the steps before this one are left out
< Task (2 to 3 hours): Answer five business questions
< You can ignore TensorFlow this week. You said: “after Tuesday's stand-up, at my desk”.
> finished
< Done. That step is yours now.
< A question to yourself: After a join your revenue doubled.
< Next: Cohorts and retention with window functions. It comes on Monday, 16 March, 9:00
> [Show the answer]
< What a good answer mentions: Count rows per key on each side
~ 7 days later
< Week 2: Cohorts and retention with window functions
< You can ignore Spark this week.
~ 5 days later
< A short reminder, and the only one this week.
< Week 2: Cohorts and retention with window functions
> half of it
< Partly counts. Keep what you have, and we go on. That makes 2 of your last 2 weeks.
< Next: Spreadsheets done properly.
~ 2 days later
< Week 3: Spreadsheets done properly
> no time
< Of course. This week and the next are small ones.
< Small version (20 to 30 minutes): Clean up one messy sheet
> [Done]
< Done. The small version counts just as much. That makes 3 of your last 3 weeks.
< Next, in a small version: Cleaning data you did not collect.
~ 7 days later
< Week 4: Cleaning data you did not collect
< A small week: half an hour is enough.
> [I know this already]
< Good to know. Then your time goes to something new.
< Week 4: Distributions, not only averages
> [Swap it for the next one]
< Swapped. “Distributions, not only averages” comes after this one.
< Week 4: Choosing the chart
~ 7 days later
< Last week: Choosing the chart. You swapped it in. How did it go? Any answer helps.
< Week 5: Choosing the chart
< The same small step once more. A start is enough.
> [Put this step off]
< When shall this step come again? Only this one waits
> tomorrow
< Of course, it can wait. It comes again on Tuesday, 7 April
~ 1 days later
< Here it is once more, as you asked.
< Week 5: Choosing the chart
> /whichrole progress
< Week 1: SQL joins and aggregation, done
< Week 2: Cohorts and retention with window functions, partly done
< Week 4: Choosing the chart, swapped
< Week 5: Choosing the chart, this week
< You kept at it in 4 of your last 4 weeks.
> done
< Done. The small version counts just as much.
< A question to yourself: When may a bar chart's axis not start at zero?
< Next: Distributions, not only averages. It comes on Monday, 13 April, 9:00
> plan
< Your steps on the way to data analyst
< 1. Distributions, not only averages
< You know already: Cleaning data you did not collect.
~ 6 days later
< Week 6: Distributions, not only averages
> skip this one
< Thanks for telling me. The week is not over
> [Partly]
< Partly counts. Keep what you have, and we go on. That makes 6 of your last 6 weeks.
< Next: A model behind the dashboard. It comes on Monday, 20 April, 9:00
