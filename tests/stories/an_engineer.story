# Ben keeps the nightly loads alive
> /whichrole
> [Start]
> a
> 2
< An app names plants from photos.
> [I make sure that no photo gets lost, however many come]
< Monday morning: the report says that sales doubled overnight
> The one who finds the faulty step and repairs it
< Data engineer, and it is not close
< What spoke for it: you would make sure that no photo gets lost;
< Leave out for now: machine learning theory
