# Ben keeps the nightly loads alive
> /whichrole
> [Start]
> a
> 2
> 6
< An app names plants from photos.
> [I make sure that no photo gets lost, however many come]
< Data engineer, and it is not close
< What spoke for it: you
< Leave out for now: machine learning theory
