# Ben keeps the nightly loads alive
> /whichrole
> [Start]
> a
> 2
> postgres, airflow and docker
< Monday morning: the report says that sales doubled overnight
> The one who finds the faulty step and repairs it
< Data engineer, and it is not close
< What spoke for it: you say that you build or run data systems; you reach for the nightly job that breaks; you have used PostgreSQL and pipeline tools.
< Leave out for now: machine learning theory
