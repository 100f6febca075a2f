# Emre asks why a method works
> /whichrole
> [Start]
> e
> I do research on neural networks
> I am at a university
< Your model does better than anybody hoped, and two weeks are free.
> 1
< Machine learning researcher, and it is not close
< What spoke for it: you want to understand why a method works; you say that you do machine learning research;
< Leave out for now: PySpark, until your own data no longer fits on one machine.
> [A card to share]
< I stopped trying to learn everything about data. My next role: machine learning researcher.
< Leaving out for now: PySpark
< The card above is yours to copy and post, or not. I never post it myself.
