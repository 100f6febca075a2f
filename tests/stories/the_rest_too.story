# Wanda is curious about the other questions
> start
> the dashboards
> 1
> a
> d
< That's enough: of people like those we measured, fewer than 3 in 100 would have got another role from all 5 questions about work.
< Data analyst, and it is not close
> [Ask me the rest too]
< Where are you today?
> 1
< What do you write code or draw charts with?
> skip
> [Not sure]
< Which of these places and tools
> summary
< Data analyst, and it is not close
< What spoke for it: you say
> back
< Your answer so far: not sure
> summary
< Data analyst, and it is not close
> [Ask me the rest too]
< Which of these places and tools
> 1
> summary
< That's enough: the next questions would hardly change the answer.
< Data analyst, and it is not close
