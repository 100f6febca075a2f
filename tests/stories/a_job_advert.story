# Ida holds an advert against its title, and has no weekly steps yet
> start
> job
< Paste a job advert here
> We are looking for somebody who builds our sales dashboards in Power BI and explains to the managers why revenue fell.
< Data analyst: that is the one job which this advert describes.
< The words that say so
> You will also know SQL and TensorFlow.
< Data analyst
< to leave out for now: TensorFlow
> [Read another advert]
< Paste a job advert here
> back
< You have one free afternoon at work.
> plan
< You have no weekly steps yet. First we find your role; after that you can start them.
< You have one free afternoon at work.
> /whichrole progress
< You have no weekly steps yet.
> i'm stuck
< A question is kept beside your weekly steps.
> 2
< What do you already do
