# Dana makes models answer in time
> start
> the model that is too slow
> 4, 5
< Your forecast tells a bakery how much bread to bake.
> [Build the service that runs every night without me]
< Machine learning engineer, and it is not close
< you want a forecast to run by itself; you say that you run a model that others use and make existing models better;
< Leave out for now: proofs and theory courses
> why
< I add up what each answer says about each of the five roles.
< Machine learning engineer, and it is not close
