import pytest

from bot.catalog import Catalog, Heading
from bot.engine.own_words.answers import evidence, wishes
from bot.engine.own_words.reading import MOST_MENDED, read
from bot.engine.own_words.values import Read
from tests.fakes.clock import NOON


def told(catalog: Catalog, text: str, heading: Heading = Heading.OWN) -> Read:
    return read(catalog, text, NOON.year, heading)


@pytest.mark.parametrize(
    ("text", "done", "uncounted"),
    [
        ("I don't do SQL, only Excel", ["spreadsheets:excel"], ["sql"]),
        ("I use SQL and Excel. Not Python.", ["sql", "spreadsheets:excel"], ["python"]),
        ("SQL, Julia? Never touched them.", [], ["sql", "julia"]),
        ("I know R. Python? Never touched it.", ["r"], ["python"]),
        ("Python yes, R no", ["python"], ["r"]),
        ("No experience with: Python, R", [], ["python", "r"]),
        ("I use Python but not R, Julia or Java.", ["python"], ["r", "julia", "java"]),
        ("Java is not my thing.", [], ["java"]),
        ("I used to work with Oracle, now MySQL", ["mysql"], ["oracle"]),
        ("used to love Excel, now all in SQL", ["sql"], ["spreadsheets:excel"]),
        (
            "everything except Java and Matlab: Python, SQL",
            ["python", "sql"],
            ["java", "matlab"],
        ),
        ("Excel, Python (no), SQL (yes)", ["spreadsheets:excel", "sql"], ["python"]),
        ("Python?", [], ["python"]),
        ("I use R. SQL, Python?", ["r"], ["sql", "python"]),
        ("I use R. Do you have SQL, too?", ["r"], ["sql"]),
        ("Python? Yes, daily.", ["python"], []),
        ("I use R, right?", ["r"], []),
    ],
)
def test_what_somebody_denies_does_not_count_through_the_whole_list(
    catalog: Catalog, text: str, done: list[str], uncounted: list[str]
) -> None:
    found = told(catalog, text)

    assert [*found.done] == done
    assert [*found.uncounted] == uncounted


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("My team uses Spark, Kafka. I write SQL.", ["sql"]),
        ("My brother works for a bank and builds dashboards", []),
        ("My boss uses Excel but I use R", ["r"]),
        ("My boss loves dashboards, I hate them", []),
        ("What is SQL? Is Python hard?", []),
        ("My team uses SQL for dashboards", []),
        ("I have led a team of data engineers using Spark", []),
        ("Python, dashboards: my team does them all", ["python", "dashboards"]),
    ],
)
def test_other_peoples_work_and_questions_are_nobodys_own(
    catalog: Catalog, text: str, done: list[str]
) -> None:
    assert [*told(catalog, text).done] == done


@pytest.mark.parametrize(
    ("text", "wished", "done"),
    [
        ("I would love to build pipelines", ["pipelines"], []),
        ("I'd like to work for a company that builds pipelines", [], []),
        ("I love dashboards, charts and Python", ["dashboards", "charts"], ["python"]),
        ("I want to learn Python, SQL and R", [], []),
        ("I have heard of Kafka pipelines", [], []),
        ("I enjoy research", ["research"], []),
        ("I like boring dashboards", [], ["dashboards"]),
        ("I do not like pipelines", [], []),
        (
            "I would love to build pipelines but I use Excel",
            ["pipelines"],
            ["spreadsheets:excel"],
        ),
        ("I want to try SQL so I want to try R", [], []),
        ("I want to learn Python, SQL for dashboards and R", [], []),
        ("I want to learn R, SQL so I use Excel", [], ["spreadsheets:excel"]),
    ],
)
def test_a_wish_counts_where_it_clearly_is_one_and_never_as_a_fact(
    catalog: Catalog, text: str, wished: list[str], done: list[str]
) -> None:
    found = told(catalog, text)

    assert [*found.wished] == wished
    assert [*found.done] == done


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("8+ years of Python", True),
        ("Java (7 years)", True),
        ("coding since 2015", True),
        ("Software developer for nine years", True),
        ("five years of professional experience in software development", True),
        ("3 years of Python", False),
        ("coding since 2025", False),
        ("coding since 1815", False),
        ("coding since yesterday", False),
        ("after 10 years in sales I learned Python", False),
        ("My brother has 20 years of Java", False),
        ("300 years of Python", False),
        ("many years of Python", False),
        ("Software developer", False),
    ],
)
def test_years_count_where_they_stand_beside_what_they_were_spent_on(
    catalog: Catalog, text: str, years: bool
) -> None:
    ticked = evidence(catalog, told(catalog, text).done)

    assert ("code_five_years" in ticked.get("setting", ())) is years


def test_two_years_of_models_are_told_from_five_of_code(catalog: Catalog) -> None:
    found = evidence(catalog, told(catalog, "3 years of machine learning").done)

    assert found == {"setting": {"ml_two_years"}}


CV = """Skills:
- Python
- SQL, R and
  Julia

CURRENTLY LEARNING
Java

HOBBIES: Kaggle, MATLAB.
I also use Excel

CHARITY WORK
MySQL

Want to learn: dashboards
SQLite
"""


def test_headings_say_what_stands_below_them(catalog: Catalog) -> None:
    found = told(catalog, CV)

    assert set(found.done) == {"python", "sql", "r", "julia", "mysql"}
    assert found.wished == ("dashboards",)
    assert {"java", "matlab", "sqlite"} <= set(found.aside)
    assert found.heading is Heading.OWN


def test_a_heading_reaches_into_the_next_message(catalog: Catalog) -> None:
    first = told(catalog, "I know SQL\n\nInterests")
    second = told(catalog, "Python, Julia", first.heading)

    assert (first.heading, second.done) == (Heading.ASIDE, ())
    assert first.then(second).done == ("sql",)


def test_a_typo_is_forgiven_in_a_sentence_and_not_in_a_pasted_text(catalog: Catalog) -> None:
    assert told(catalog, "I use pyhton").done == ("python",)
    assert told(catalog, "I use pyhton" + " " * MOST_MENDED).done == ()


def test_none_of_these_says_nothing_unasked_and_gives_way_to_what_is_ticked(
    catalog: Catalog,
) -> None:
    nothing = told(catalog, "none of the above")
    torn = told(catalog, "I have never written code. I use Python.")

    assert nothing.said == ()
    assert evidence(catalog, torn.done) == {"code": {"python"}}
    assert evidence(catalog, told(catalog, "I have never written code").done) == {
        "setting": {"never_coded"},
        "code": {"none"},
    }


def test_what_todays_lexicon_lacks_counts_no_longer(catalog: Catalog) -> None:
    assert evidence(catalog, ["sql", "gone", "gone:away"]) == {"code": {"sql"}}
    assert wishes(catalog, ["gone"]) == {}


@pytest.mark.parametrize(
    "text", ["", " \n\t", "???", ",,,", "- \n- \n-", "()(", "1234", "\u202e", "🙂" * 100, "not"]
)
def test_F57_texts_without_words_say_nothing(catalog: Catalog, text: str) -> None:
    assert told(catalog, text) == Read()


def test_what_stands_before_a_colon_cuts_a_line_only_if_it_is_a_heading(
    catalog: Catalog,
) -> None:
    found = told(catalog, "I write SQL. My daily bread: Excel.")

    assert [*found.done] == ["sql", "spreadsheets:excel"]


@pytest.mark.parametrize(
    "text",
    [
        "I put models into production",
        "putting models into production",
        "We put models in production.",
        "I put models into products",
    ],
)
def test_who_puts_models_into_production_runs_them(catalog: Catalog, text: str) -> None:
    assert told(catalog, text).done == ("serving-models",)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("I wrote my dissertation about churches.", []),
        ("I have a doctorate and publish papers.", []),
        ("As a nurse I document in a database.", []),
        ("I wrote my thesis on neural networks.", ["research"]),
        ("I publish papers on machine learning.", ["research"]),
        ("I design and run databases.", ["databases"]),
        ("I administer our database.", ["databases"]),
    ],
)
def test_a_thesis_or_a_database_counts_where_the_work_is_named(
    catalog: Catalog, text: str, done: list[str]
) -> None:
    assert [*told(catalog, text).done] == done


def test_research_is_told_back_as_that_on_machine_learning(catalog: Catalog) -> None:
    assert catalog.lexicon.telling.name_of("research") == "machine learning research"
