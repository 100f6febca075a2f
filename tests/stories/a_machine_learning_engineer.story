# Dana makes models answer in time
> start
> the model that is too slow
> 4, 5
> 1, 6
< What do you write code or draw charts with?
> python, vs code and vim
< An app names plants from photos.
> [I make the model small enough for an old phone]
< Machine learning engineer, and it is not close
< you would make a model fit into an old phone.
< Leave out for now: proofs and theory courses
> why
< I add up what each answer says about each of the five roles.
< Machine learning engineer, and it is not close
