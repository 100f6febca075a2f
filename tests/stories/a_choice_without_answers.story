# Quim answers nothing and chooses a role
> start
> skip
> skip
> skip
> skip
> skip
> skip
< I will not force one on you.
> [Choose a role myself]
> data analyst
< You chose data analyst. Your answers speak neither for it nor against it so far.
< Learn, in this order: metric definitions
> share
< My next role: data analyst.
< You chose data analyst.
