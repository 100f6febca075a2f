# Ben keeps the nightly loads alive
> /whichrole
> [Start]
> a
> 2
> postgres, airflow and docker
< Monday morning: the report says that sales doubled overnight
> The one who finds the faulty step and repairs it
> [I make sure that no photo gets lost, however many come]
< Data engineer, and it is not close
< What spoke for it: you
< Leave out for now: machine learning theory
