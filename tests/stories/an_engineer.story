# Ben keeps the nightly loads alive
> /whichrole
> [Start]
> a
> 2
> 6
< Monday morning: the report says that sales doubled overnight
> [The one who finds the faulty step and repairs it]
< Data engineer, and it is not close
< What spoke for it: you
< Leave out for now: machine learning theory
