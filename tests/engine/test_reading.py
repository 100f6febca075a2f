import pytest

from bot.cards import Choice
from bot.catalog import Catalog, Command
from bot.engine import reading

OFFERED = (
    Choice("red", "The red one"),
    Choice("blue", "The blue one, slowly"),
    Choice("not-sure", "Not sure"),
)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("back", Command.BACK),
        ("Go Back!", Command.BACK),
        ("why", Command.WHY),
        ("Why do you ask?", Command.WHY),
        ("help", Command.HELP),
        ("start over", Command.RESTART),
        ("take a break", Command.PAUSE),
        ("I want to go back to school", None),
        ("", None),
    ],
)
def test_a_command_is_the_whole_text(
    catalog: Catalog, text: str, command: Command | None
) -> None:
    assert reading.command(catalog.lexicon, text) == command


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("the red one", {"red"}),
        ("RED", {"red"}),
        ("the blue one slowly", {"blue"}),
        ("The blue one, slowly", {"blue"}),
        ("red, blue", {"red", "blue"}),
        ("red and the red one", {"red"}),
        ("dunno", {"not-sure"}),
        ("not-sure", {"not-sure"}),
        ("red and green", set()),
        ("skip", set()),
        ("reddish", set()),
        ("!!!", set()),
    ],
)
def test_a_choice_is_named_by_its_label_its_id_or_another_word(
    catalog: Catalog, text: str, choices: set[str]
) -> None:
    assert reading.named(catalog.lexicon, OFFERED, text) == choices


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("1", {"red"}),
        ("2.", {"blue"}),
        ("b", {"blue"}),
        ("A and C", {"red", "not-sure"}),
        ("1, 2 & 3", {"red", "blue", "not-sure"}),
        ("1 3", {"red", "not-sure"}),
        ("#1", {"red"}),
        ("(2)", {"blue"}),
        ("1)", {"red"}),
        ("and", set()),
        ("0", set()),
        ("4", set()),
        ("1 and 9", set()),
        ("1 apple", set()),
        ("-1", set()),
        ("", set()),
    ],
)
def test_numbers_and_letters_count_along_the_card(
    catalog: Catalog, text: str, choices: set[str]
) -> None:
    assert reading.counted(catalog.lexicon, OFFERED, text) == choices


@pytest.mark.parametrize(
    ("question", "text", "options"),
    [
        ("afternoon", "I love building Airflow pipelines", {"pipeline"}),
        (
            "stack",
            "Postgres, Power BI, and a bit of Tableau",
            {"postgresql", "powerbi", "tableau"},
        ),
        ("code", "c, r and python", {"c", "r", "python"}),
        ("models", "sklearn and xgboost mostly", {"sklearn", "xgboost"}),
        ("story", "walking the dog", set()),
    ],
)
def test_words_of_the_lexicon_stand_for_options(
    catalog: Catalog, question: str, text: str, options: set[str]
) -> None:
    assert reading.options(catalog, catalog.questions[question], text).options == options


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("pyhton", {"python"}),
        ("jupiter notebooks and pythn", {"python"}),
        ("thyphon", set()),
        ("rr", set()),
    ],
)
def test_one_wrong_letter_in_a_longer_word_is_forgiven(
    catalog: Catalog, text: str, options: set[str]
) -> None:
    got = reading.options(catalog, catalog.questions["code"], text).options

    assert got - {"jupyter"} == options


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("I don't use Python, only R", {"r"}),
        ("no SQL here but lots of Python", {"python"}),
        ("anything but Java", set()),
        ("Python is on my list, SQL I use daily", {"sql"}),
        ("I use R. I do not use R.", set()),
        ("Do I need Python for this?", set()),
        ("python, why not?", {"python"}),
    ],
)
def test_what_is_denied_wished_or_asked_is_not_ticked(
    catalog: Catalog, text: str, options: set[str]
) -> None:
    assert reading.options(catalog, catalog.questions["code"], text).options == options


def test_several_options_of_a_single_choice_leave_one_torn(catalog: Catalog) -> None:
    meant = reading.options(catalog, catalog.questions["afternoon"], "pipelines or dashboards")

    assert meant.options == frozenset()
    assert meant.torn == {"pipeline", "dashboards"}


def test_none_of_these_beside_something_else_is_a_contradiction(catalog: Catalog) -> None:
    meant = reading.options(
        catalog, catalog.questions["stack"], "none of these, one spreadsheet"
    )

    assert meant.options == frozenset()
    assert meant.torn
