# Nora types nothing but sentences
> Hi, a friend told me about you
< Nice to meet you.
> Let's start
< You have one free afternoon at work.
> I would look into why our users leave, I think it is the price
< What do you already do
> I analyse our sales so that my boss can decide
< Where are you today?
> I study economics at university
< What do you write code or draw charts with?
> R and ggplot2
< Which libraries and kinds of model
> I am not sure about that
< Which of these places and tools
> Mostly Excel, and a bit of Power BI
< A gym hands you two years of visits.
> I would rather make one clear page for the owner
< You have a ticket for one talk
> I go to the bus company
< Data analyst, and it is not close
< No other single pick or tick would flip it.
> Thank you, that was kind
< Pick one of the ways on, or say help.
