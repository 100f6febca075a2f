# Kim changes what comes next for Sam, and Sam changes it back
! only sam reads: It is still yours
@ kim
> /whichrole
@ boss
> /whichrole-admin mentors add kim
@ sam
> /whichrole
> [Start]
> the dashboards one
> I prepare the monthly numbers for our management meeting
> none
> SQL
> d
< Data analyst, and it is not close
> start weekly steps
> mondays at 9
> after lunch
< Your first step: SQL joins and aggregation.
> /mentor ask @kim
< I have asked kim.
@ kim
> [Yes, gladly]
< sam is your mentee now.
@ sam
< kim is your mentor now.
> [Share my role]
< You share with kim: role.
@ kim
> /mentee-status sam
< sam · data analyst, a clear result
- Their plan
@ sam
> /mentor consent
> [Share my steps]
< You share with kim: role and weekly steps
~ 8 days later
@ sam
< SQL joins and aggregation
@ kim
> /mentee-status sam
< sam · data analyst, a clear result
> [Their plan]
< The next steps of sam
< 1. SQL joins and aggregation (this week)
< 2. Cohorts and retention with window functions
< sam reads what you changed, and can change it back.
> [Choosing the chart]
< Choosing the chart
> [Pin it: next, and it stays]
< Pinned: “Choosing the chart” comes next, and it stays in their plan.
> [Their plan]
< 1. SQL joins and aggregation (this week)
< 2. Choosing the chart (pinned)
> [Reading an A/B test]
> [Leave it out]
< “Reading an A/B test” is left out.
> [Their plan]
> [Back to the brief]
< sam · data analyst, a clear result
~ 1 days later
@ sam
< kim, your mentor, has changed your plan:
< Pinned: “Choosing the chart” comes next, and it stays in your plan.
< “Reading an A/B test” is left out.
< It is still yours: say plan, and you can change it back.
> done
< Next: Choosing the chart.
> plan
< 1. Choosing the chart (pinned)
> [Reading an A/B test]
> [Bring it back]
< “Reading an A/B test” is number
