# Goran ticks everything
> start
> 2
> 1 2 3 4 5 6
< You do a bit of everything, and that is a fine start. Companies hire for one kind of problem, though
< Where are you today?
> 1, 5 and 6
< What do you write code or draw charts with?
> 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
< A clinic asks which patients will miss their appointment.
> 4
< Some 80 GB of sensor readings lie in front of you
> 4
< Your model does better than anybody hoped, and two weeks are free.
> 4
< You have a ticket for one talk
> 4
< Machine learning researcher, and it is not close
< No other single pick or tick would flip it.
