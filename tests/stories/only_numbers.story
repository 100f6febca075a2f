# Omar types nothing but numbers
> 1
> 4
> 1 9
< “Skip this one” does not go together with other choices.
> 4 5
> 99
< I could not match that to an answer, and I would rather ask than guess.
> 1
> 1, 12 & 18
> 4
< Machine learning engineer, and it is not close
> 3
< Which answer would you like to change?
> 1
< Your answer so far: the model that is too slow
> 1 2
< Please pick just one here: the one that comes first for you.
> 3
< An app names plants from photos.
> 4
< Machine learning engineer, and it is not close
> 8
< From the beginning, with fresh eyes. In March you leaned to machine learning engineer.
