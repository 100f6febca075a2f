# Chen wants to know whether it is true
> /whichrole
> 1
> [We think users leave because of price. Do they?]
> 1 and 3
> 1 and 5
< What do you write code or draw charts with?
> python, sql and seaborn
< Which libraries and kinds of model
> xgboost and bayesian methods
< Which of these places and tools
> just postgres
< A gym hands you two years of visits.
> 4
< A new source of data arrives next week.
> The prediction, clearly
< Data scientist, and it is not close
< What spoke for it: you want to find groups that nobody has seen yet; you want to know if users really leave because of price;
< Leave out for now: Kubernetes
> compare
< Which two roles would you like to see side by side?
> data analyst and data scientist
< Data analyst or data scientist?
< The analyst says what happened and explains it to people
< Data scientist, to learn first: framing the decision
< By your answers so far: data analyst
< Data scientist, and it is not close
