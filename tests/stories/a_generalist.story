# Goran ticks everything
> start
> 2
> 1 2 3 4 5 6
< You do a bit of everything, and that is a fine start. Companies hire for one kind of problem, though
< Where are you today?
> 1, 5 and 6
> python, sql and bash
> scikit-learn, pytorch
< Which of these places and tools
> 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
< A new source of data arrives next week.
> 4
< An app names plants from photos.
> 4
< Your forecast tells a bakery how much bread to bake.
> 4
< Friday, and there is time for one more task.
> 4
< Your model does better than anybody hoped, and two weeks are free.
> 4
< That's enough: the next questions would hardly change the answer.
< Machine learning engineer, and it is not close
< What spoke for it: you would make a model fit into an old phone;
< What would flip it: had you picked “the lost photos, if you must choose” at “Photos or phone”, data engineer would lead.
