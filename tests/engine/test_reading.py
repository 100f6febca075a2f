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
        ("I want to go back to school", None),
        ("", None),
    ],
)
def test_a_command_is_the_whole_text(
    catalog: Catalog, text: str, command: Command | None
) -> None:
    assert reading.command(catalog.lexicon, text) == command


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("the red one", {"red"}),
        ("RED", {"red"}),
        ("the blue one slowly", {"blue"}),
        ("dunno", {"not-sure"}),
        ("not-sure", {"not-sure"}),
        ("skip", set()),
        ("reddish", set()),
        ("!!!", set()),
    ],
)
def test_a_choice_is_named_by_its_label_its_id_or_another_word(
    catalog: Catalog, text: str, choice: set[str]
) -> None:
    assert reading.named(catalog.lexicon, OFFERED, text) == choice


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("1", {"red"}),
        ("2.", {"blue"}),
        ("b", {"blue"}),
        ("A and C", {"red", "not-sure"}),
        ("1, 2 & 3", {"red", "blue", "not-sure"}),
        ("1 3", {"red", "not-sure"}),
        ("0", set()),
        ("4", set()),
        ("1 and 9", set()),
        ("1 apple", set()),
        ("-1", set()),
        ("", set()),
    ],
)
def test_numbers_and_letters_count_along_the_card(text: str, choices: set[str]) -> None:
    assert reading.counted(OFFERED, text) == choices


@pytest.mark.parametrize(
    ("question", "text", "options"),
    [
        ("afternoon", "I love building Airflow pipelines", {"pipeline"}),
        ("afternoon", "pipelines or dashboards", set()),
        ("tools", "Postgres, Power BI, and a bit of PyTorch", {"sql", "bi", "deep"}),
        ("tools", "I make data pipelines", set()),
        ("story", "deploying models with FastAPI", {"services"}),
        ("story", "walking the dog", set()),
    ],
)
def test_words_of_the_lexicon_stand_for_options(
    catalog: Catalog, question: str, text: str, options: set[str]
) -> None:
    assert reading.options(catalog, catalog.questions[question], text) == options


def test_the_longest_words_win(catalog: Catalog) -> None:
    found = reading.terms(catalog.lexicon, "google sheets and a data warehouse")

    assert [term.id for term in found] == ["spreadsheets", "databases"]
