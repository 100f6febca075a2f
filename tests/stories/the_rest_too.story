# Wanda is curious about the other questions
> start
> the dashboards
> 1
> none
> none
> 4
< That's enough: of people like those we measured, fewer than
< Data analyst, and it is not close (91 %).
> [Ask me the rest too]
< Which libraries and kinds of model
> none
< Which of these places and tools
> tableau
< A gym hands you two years of visits.
> 1
< Friday, and there is time for one more task.
> skip
> [Not sure]
< An app names plants from photos.
> summary
< Data analyst, and it is not close (98 %).
< What spoke for it: you say that you analyse data for decisions; you reach for the dashboards that disagree; you would
> back
< Your answer so far: not sure
> summary
< Data analyst, and it is not close (98 %).
> [Ask me the rest too]
< An app names plants from photos.
> 1
> summary
< Data analyst, and it is not close
