# Dana makes models answer in time
> start
> the model that is too slow
> 4, 5
> docker and fastapi, and mlflow for the runs
< Your forecast tells a bakery how much bread to bake.
> [Build the service that runs every night without me]
< Machine learning engineer, and it is not close
< you have used containers, web code around a model and MLflow;
< Leave out for now: proofs and theory courses
> why
< I add up what each answer says about each of the five roles.
< Machine learning engineer, and it is not close
