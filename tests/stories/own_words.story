# Rosa tells it in her own words
> /whichrole
< Only you see your answers
> [Let me tell you about me]
< Tell me in your own words what you do, know or would like
< I keep what I read, and forget your words.
> I load parcels data into Snowflake with Airflow and Python. My colleagues make the dashboards in Tableau.
< I read: Snowflake, Airflow and Python.
< Not counted: dashboards and Tableau.
< That answers: Code and charts and Data tools.
< Right? If something is missing, just write more.
- parcels
> why
< nothing counts before you say so
> I would love to build pipelines. I have no experience with Kafka, Databricks or R.
< I read: Snowflake, Airflow and Python.
< You would like: pipelines.
< Not counted: Kafka, Databricks, R, dashboards and Tableau.
< That answers: Code and charts, Data tools and Your words.
> [Leave something out]
< What shall I leave out?
> [Snowflake]
< I read: Airflow and Python.
~ 2 days later
> /whichrole
< I read: Airflow and Python.
> [That is right]
< Thank you. Answered: Code and charts, Data tools and Your words.
< You have one free afternoon at work.
- parcels
> 1
< Afternoon
> edit
< Which answer would you like to change?
> [Data tools: pipeline tools (read in your own words)]
< Which of these places and tools
> [Leave it as it is]
< Data tools: pipeline tools
> edit
> [Your words: pipelines and data systems (read in your own words)]
< In a sentence or two
- “”
> [Leave it as it is]
> own words
< Tell me in your own words
> [No, ask me instead]
> mydata
- parcels
