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
> Mostly R, and a bit of SQL
< 4. Code and charts: R and SQL
< Which libraries and kinds of model
> I have done some linear regression
< A gym hands you two years of visits.
> I am not sure about that
< Monday morning
> I would tell the managers what really happened
< You have a ticket for one talk
> I go to the bus company
> Thank you, that was kind
