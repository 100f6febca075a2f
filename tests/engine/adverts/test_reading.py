"""What is read in sentences of adverts, in small pieces made up for one point each."""

import math
from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.catalog.adverts import OTHER, Section
from bot.catalog.words import words
from bot.engine.adverts.judging import Outcome, judged
from bot.engine.adverts.reading import MOST_OF_A_SENTENCE, read
from bot.engine.adverts.sentences import MOST_WORDS_OF_A_SENTENCE, sentences, title_of
from bot.engine.adverts.values import Reading

PIPELINES = "You will build and maintain our data pipelines."
DASHBOARDS = "You will build dashboards for the sales managers every month."


def reading_of(catalog: Catalog, text: str) -> Reading:
    return read(catalog.adverts, Reading(), f"\n{text}")[0]


def leading(catalog: Catalog, text: str) -> str:
    duties = reading_of(catalog, text).duties
    return max(duties, key=lambda role: duties[role], default="")


def weight(catalog: Catalog, text: str, role: str = "data_engineer") -> float:
    return reading_of(catalog, text).duties.get(role, 0.0)


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("data_engineer", "You keep the numbers flowing from the tills to the warehouse."),
        ("data_engineer", "Maintenance of the nightly loads is yours."),
        ("data_analyst", "You answer the questions of the sales people, with one chart."),
        ("data_analyst", "You explain to the board why revenue fell last month."),
        ("data_scientist", "You predict which customers will cancel, and how sure we can be."),
        ("data_scientist", "You design experiments and choose the sample size."),
        ("machine_learning_engineer", "You look after the models once they are live."),
        ("machine_learning_engineer", "You bring models to production and cut their latency."),
        ("machine_learning_researcher", "You read papers and try new architectures."),
        ("machine_learning_researcher", "You publish at conferences on new learning methods."),
    ],
)
def test_verbs_and_objects_tell_the_role(catalog: Catalog, role: str, text: str) -> None:
    assert leading(catalog, text) == role


def test_british_and_american_spelling_are_one(catalog: Catalog) -> None:
    british = weight(
        catalog, "You optimise the latency of models.", "machine_learning_engineer"
    )

    assert british > 0
    american = "You optimize the latency of models."
    assert weight(catalog, american, "machine_learning_engineer") == british


@pytest.mark.parametrize(
    "text",
    [
        "You will not build data pipelines.",
        "You won't build dashboards or data pipelines.",
        "You will not build dashboards, models or data pipelines.",
        "Data pipelines are built by another team.",
        "Our engineers build data pipelines, and that is not your job.",
    ],
)
def test_what_is_denied_or_done_by_others_does_not_count(catalog: Catalog, text: str) -> None:
    assert weight(catalog, text) < weight(catalog, PIPELINES) / 10


@pytest.mark.parametrize(
    "text",
    [
        "You will not only plan but build data pipelines.",
        "No meetings: you build data pipelines.",
        "No meetings, data pipelines are what you build.",
        "Together with scientists you build data pipelines.",
        "We do not care for degrees, you will build data pipelines.",
        "You do not train models and you build data pipelines.",
    ],
)
def test_a_denial_ends_where_another_part_begins(catalog: Catalog, text: str) -> None:
    assert weight(catalog, text) > 2


@pytest.mark.parametrize(
    "text",
    [
        "We build data pipelines.",
        "Experience with building data pipelines.",
        "From time to time you build data pipelines.",
        "You sit next to people who build data pipelines.",
        "Requirements\n- build data pipelines",
        "Nice to have\n- build data pipelines",
        "About us\nYou build data pipelines.",
        "You build data pipelines for 10 % of your time.",
    ],
)
def test_what_is_less_than_a_duty_counts_less(catalog: Catalog, text: str) -> None:
    whole = weight(catalog, "You build data pipelines.")

    assert 0 < weight(catalog, text) < whole / 2


def test_the_main_duty_counts_more(catalog: Catalog) -> None:
    mainly = weight(catalog, "Mostly you build data pipelines.")

    assert mainly > weight(catalog, "You build data pipelines.")


def test_duties_under_their_heading_count_in_full(catalog: Catalog) -> None:
    listed = weight(catalog, "Responsibilities:\n- build data pipelines")

    assert listed == weight(catalog, "You build data pipelines.")


def test_a_sign_that_comes_again_says_less(catalog: Catalog) -> None:
    once = weight(catalog, "You build data pipelines.")

    assert once < weight(catalog, "You build data pipelines. " * 9) < 2.1 * once


def test_other_jobs_are_told_from_the_five(catalog: Catalog) -> None:
    text = "You give medication to patients and look after the residents."

    assert leading(catalog, text) == OTHER


def test_a_title_is_read_apart_and_the_first_only(catalog: Catalog) -> None:
    first, _ = read(catalog.adverts, Reading(), f"Data Scientist\n\n{PIPELINES}")
    both, _ = read(catalog.adverts, first, f"Data Analyst\n\n{DASHBOARDS}")

    assert first.title == both.title == "data_scientist"
    assert "data_scientist" not in first.duties
    assert title_of(catalog.adverts, f"{PIPELINES}\n{DASHBOARDS}") == ""
    assert title_of(catalog.adverts, "\n  \n") == ""
    assert title_of(catalog.adverts, "Only one line") == ""


def test_an_advert_in_two_parts_is_read_as_one(catalog: Catalog) -> None:
    begun, _ = read(catalog.adverts, Reading(), f"\n{PIPELINES}\nRequirements\nPython")
    whole, _ = read(catalog.adverts, begun, f"\nSQL\n{DASHBOARDS}")

    assert begun.section is Section.DEMANDS
    assert whole.duties["data_engineer"] >= begun.duties["data_engineer"] > 0
    assert whole.duties["data_analyst"] > 0
    assert whole.asked >= {"python", "sql"}
    assert whole.characters > begun.characters
    assert whole.words > begun.words


def test_sections_follow_headings_and_end_where_prose_begins_again(catalog: Catalog) -> None:
    text = """
Requirements: SQL
- Python

You will do many things here that no list could ever hold.
And what do we offer?
A desk.
About our benefits you will hear more when you meet all of us.
"""
    found = [(one.text, one.section) for one in sentences(catalog.adverts, text, Section.OPEN)]

    assert found[:2] == [("SQL", Section.DEMANDS), ("Python", Section.DEMANDS)]
    assert [section for _, section in found[2:]] == [Section.OPEN, *[Section.AROUND] * 2]


def test_a_short_line_that_names_no_section_begins_none(catalog: Catalog) -> None:
    found = sentences(catalog.adverts, "And then?\nA desk.", Section.DUTIES)

    assert [one.section for one in found] == [Section.DUTIES]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "Move our old jobs to Airflow and make them restartable",
            "Move our old jobs to Airflow",
        ),
        ("Then you'll build and maintain our data pipelines", "maintain our data pipelines"),
        (
            "Daily: you will load the data into the warehouse, and test",
            "load the data into the warehouse",
        ),
        (
            "In the years to come load the data into the warehouse of our branches in Spain",
            "load the data into the warehouse of our branches in Spain",
        ),
    ],
)
def test_quotations_are_whole_parts_of_a_sentence(
    catalog: Catalog, text: str, quoted: str
) -> None:
    _, found = read(catalog.adverts, Reading(), f"\n{text}.")

    assert quoted in {one.words for one in found}


def test_nothing_is_read_in_nothing(catalog: Catalog) -> None:
    reading, found = read(catalog.adverts, Reading(), " \n ")

    assert (reading.duties, found, reading.section) == ({}, [], Section.OPEN)
    assert judged(reading).outcome is Outcome.UNCLEAR


@pytest.mark.parametrize(
    ("outcome", "text"),
    [
        (Outcome.ROLE, PIPELINES),
        (Outcome.SEVERAL, f"Half of your time: {PIPELINES} The other half: {DASHBOARDS}"),
        (Outcome.UNCLEAR, "You will have a desk, a chair and a view."),
        (Outcome.UNCLEAR, "You sell software, meet your sales target and negotiate contracts."),
        (
            Outcome.NO_ADVERT,
            "Preheat the oven. Stir flour, butter and sugar in a bowl and bake the dough.",
        ),
        (Outcome.NO_ADVERT, "I built data pipelines. My hobbies are chess and I like my cat."),
        (
            Outcome.FOREIGN,
            "Wir suchen dich für die Pflege der Daten: Du baust mit uns die Pipelines auf.",
        ),
    ],
)
def test_a_text_comes_to_one_of_five_outcomes(
    catalog: Catalog, outcome: Outcome, text: str
) -> None:
    assert judged(reading_of(catalog, text)).outcome is outcome


def test_two_roles_with_nearly_equal_duties_are_both_asked_for() -> None:
    duties = {"data_engineer": 10.0, "data_analyst": 9.0, "data_scientist": 2.0, OTHER: 1.0}

    verdict = judged(Reading(duties=duties, about=frozenset(duties)))

    assert (verdict.outcome, verdict.roles) == (
        Outcome.SEVERAL,
        ("data_engineer", "data_analyst"),
    )
    assert sum(verdict.shares.values()) == pytest.approx(1)


def test_a_tie_is_never_the_one_job_however_little_is_said() -> None:
    duties = {"data_engineer": 2.8, "machine_learning_engineer": 2.8, "data_scientist": 1.2}
    other = "machine_learning_engineer"
    read_so_far = Reading(duties=duties, about=frozenset(duties))

    tied = judged(read_so_far)
    led = judged(replace(read_so_far, duties=duties | {other: 2.3}))

    assert (tied.outcome, tied.roles) == (Outcome.SEVERAL, ("data_engineer", other))
    assert (led.outcome, led.roles) == (Outcome.ROLE, ("data_engineer",))


def test_a_sentence_that_lists_the_duties_of_several_jobs_speaks_for_each(
    catalog: Catalog,
) -> None:
    listing = (
        "You build the pipelines with Airflow and Spark, model the warehouse in dbt, train "
        "recommendation models in PyTorch, deploy them on Kubernetes with monitoring, and "
        "keep up with the literature."
    )

    listed = reading_of(catalog, listing)

    assert {"machine_learning_engineer", "data_engineer"} <= {*judged(listed).roles}
    assert sum(listed.duties.values()) > 1.5 * MOST_OF_A_SENTENCE


def test_a_list_of_duties_of_one_job_is_no_more_than_a_sentence(catalog: Catalog) -> None:
    listing = "You build data pipelines in Spark, load the warehouse nightly, and run Airflow."

    assert sum(reading_of(catalog, listing).duties.values()) <= MOST_OF_A_SENTENCE


def test_what_a_house_gives_is_no_duty(catalog: Catalog) -> None:
    perks = "There is a month of paid holiday for everyone, and a monthly report on free fruit."

    assert not any(reading_of(catalog, perks).duties.values())


def test_a_title_decides_only_where_duties_hardly_do() -> None:
    duties = {"data_engineer": 3.0, "data_analyst": 3.5}

    read_so_far = Reading(duties=duties, title="data_engineer", about=frozenset(duties))

    close = judged(read_so_far)
    clear = judged(replace(read_so_far, duties=duties | {"data_analyst": 9.0}))

    assert (close.roles, clear.roles) == (("data_engineer",), ("data_analyst",))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("You will not use Python. No SQL needed.", set()),
        ("A colleague builds our reports in Power BI; you will not have to.", set()),
        ("You write queries in SQL. You need not know Python or Spark.", {"sql"}),
        ("Spark is not required, but you know SQL.", {"sql"}),
        ("No fear of SQL: you use it daily.\nNice to have: Kafka", {"sql", "kafka"}),
        ("We use PostgreSQL and Airflow.", {"airflow"}),
        ("You write to customers and present gifts.", set()),
        ("You need clear writing.", {"writing"}),
        ("Good presentation skills are a must.", {"writing"}),
    ],
)
def test_what_is_asked_for_is_named_only_where_it_is_not_denied(
    catalog: Catalog, text: str, named: set[str]
) -> None:
    assert reading_of(catalog, text).asked == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("You need excellent English.", set()),
        ("Your English is such that a doctor can read it.", set()),
        ("You know the GCP guidelines for clinical trials.", set()),
        ("You know GCP and Terraform.", {"cloud", "terraform"}),
        ("You prepare the board papers.", set()),
        ("You supervise data monitoring committees.", set()),
        ("You run proofs of concept.", set()),
        ("You tune neural networks and a neural network.", {"deep-learning"}),
        ("You hold certificates.", {"certificates"}),
        ("You care for containerization.", {"docker"}),
    ],
)
def test_what_is_asked_for_is_whole_words_that_mean_it(
    catalog: Catalog, text: str, named: set[str]
) -> None:
    assert reading_of(catalog, text).asked == named


def test_words_that_only_look_like_those_of_a_sign_say_nothing(catalog: Catalog) -> None:
    plain = "You query our books in English and write to the head of the kitchen."
    excellent = plain.replace("English", "excellent English")

    assert reading_of(catalog, excellent).duties == reading_of(catalog, plain).duties


def test_a_title_may_ask_for_something(catalog: Catalog) -> None:
    reading, _ = read(catalog.adverts, Reading(), f"Engineer (Kafka)\n\n{DASHBOARDS}")

    assert "kafka" in reading.asked


@pytest.mark.parametrize(
    "text",
    [
        "You carry the pager. You keep uptime high and latency low. You roll out releases.",
        "You build REST APIs and microservices, write unit tests and deploy to Kubernetes.",
    ],
)
def test_no_role_wins_without_a_word_of_what_it_works_on(catalog: Catalog, text: str) -> None:
    of_models = f"{text} You deploy models to production."

    assert judged(reading_of(catalog, text)).outcome is Outcome.UNCLEAR
    assert judged(reading_of(catalog, of_models)).roles[:1] == ("machine_learning_engineer",)
    assert reading_of(catalog, f"{text} You won't release models.").about == frozenset()


def test_a_role_that_leads_without_its_subject_leaves_the_place_to_none() -> None:
    duties = {"machine_learning_engineer": 9.0, "data_engineer": 8.0}

    verdict = judged(Reading(duties=duties, about=frozenset({"data_engineer"})))

    assert (verdict.outcome, verdict.roles) == (Outcome.UNCLEAR, ())


def test_a_role_without_its_subject_is_not_asked_for_beside_another() -> None:
    duties = {"machine_learning_engineer": 8.0, "data_engineer": 9.0}

    verdict = judged(Reading(duties=duties, about=frozenset({"data_engineer"})))

    assert (verdict.outcome, verdict.roles) == (Outcome.ROLE, ("data_engineer",))


def test_a_title_may_name_what_a_role_works_on(catalog: Catalog) -> None:
    reading, _ = read(catalog.adverts, Reading(), "Data Engineer\n\nYou mend what broke.")

    assert "data_engineer" in reading.about


def test_a_title_of_another_job_counts_as_more_than_one_of_its_duties() -> None:
    duties = {"data_analyst": 10.0, OTHER: 2.5}
    untitled = Reading(duties=duties, about=frozenset({"data_analyst"}))
    titled = replace(untitled, title=OTHER)
    clear = replace(titled, duties={"data_analyst": 20.0, OTHER: 2.5})

    assert judged(untitled).roles == judged(clear).roles == ("data_analyst",)
    assert judged(titled).outcome is Outcome.UNCLEAR


@pytest.mark.parametrize(
    "title",
    [
        "Security Analyst",
        "Quality Engineer, Car Parts",
        "Lecturer in Data Science",
        "Data Center Technician",
    ],
)
def test_a_title_that_means_another_job_is_known(catalog: Catalog, title: str) -> None:
    assert read(catalog.adverts, Reading(), f"{title}\n\n{DASHBOARDS}")[0].title == OTHER


@pytest.mark.parametrize(
    "text",
    [
        "a\n" * 10_000,
        "data, model, no, " * 1_100,
        "build models and pipelines and dashboards " * 450,
        "not " * 5_000,
    ],
    ids=["lines", "commas", "signs", "denials"],
)
def test_a_text_without_an_end_of_a_sentence_is_cut_into_pieces(
    catalog: Catalog, text: str
) -> None:
    found = sentences(catalog.adverts, text, Section.OPEN)

    assert max(len(one.said) for one in found) == MOST_WORDS_OF_A_SENTENCE
    assert [word for one in found for word in one.said] == [*words(text)]


def test_a_sign_may_come_as_often_as_a_text_can_hold_it(catalog: Catalog) -> None:
    assert weight(catalog, "You build data pipelines. " * 1_200) < math.inf
    assert weight(catalog, "pipeline " * 2_200) < math.inf


LOADS = "You load our shop data into the warehouse and keep Airflow running."


@pytest.mark.parametrize(
    "line",
    [
        "You report to the Head of Data.",
        "Reporting line: the Chief Data Officer.",
        "Reporting to our Director of Analytics, with a dotted line to finance.",
    ],
)
def test_whom_the_person_reports_to_is_nobodys_duty(catalog: Catalog, line: str) -> None:
    duties = reading_of(catalog, f"{LOADS} {line}").duties

    assert duties.get("data_analyst", 0.0) < 0.5
    assert leading(catalog, f"{LOADS} {line}") == "data_engineer"


def test_what_stands_behind_a_reporting_line_counts_again(catalog: Catalog) -> None:
    text = "You report to the head of data and build and maintain our data pipelines."

    assert weight(catalog, text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "You build pipelines that our analysts rely on.",
        "You build and maintain data pipelines for our researchers.",
        "You build data pipelines so our scientists can work.",
    ],
)
def test_whom_the_work_serves_denies_none_of_it(catalog: Catalog, text: str) -> None:
    assert weight(catalog, text) > 0


def test_what_others_of_the_house_do_is_still_theirs(catalog: Catalog) -> None:
    assert weight(catalog, "Our engineers build and maintain the data pipelines.") == 0.0


@pytest.mark.parametrize(
    "text",
    [
        """Hi team, just a heads up: I fixed the dashboard. The revenue numbers were off.
        Please check the report before the board meeting. Ping me if the SQL looks odd.""",
        """Interview invitation. Hi Sam, we would like to invite you to an interview for the
        data analyst position. You'll meet Ana and Lee. Please bring a dashboard.""",
        """How to become a data engineer: a roadmap. First learn SQL. Then learn Python and
        build pipelines with Airflow. Don't forget to like and subscribe.""",
    ],
)
def test_mail_and_roadmaps_are_no_adverts(catalog: Catalog, text: str) -> None:
    assert judged(reading_of(catalog, text)).outcome is Outcome.NO_ADVERT
