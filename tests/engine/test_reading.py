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


@pytest.mark.parametrize(
    "text",
    [
        "nightly jobs are the worst",
        "The last thing I want is a broken nightly job",
        "fixing the orders job sounds awful",
        "dashboards? no thanks",
        "the slow model bores me",
        "I hated every pipeline I built",
        "pipelines are not for me",
        "Dashboards. So boring.",
        "I can't stand dashboards",
        "pipelines, they annoy me",
    ],
)
def test_what_somebody_dislikes_is_no_wish(catalog: Catalog, text: str) -> None:
    assert reading.options(catalog, catalog.questions["afternoon"], text) == reading.Meant(
        frozenset()
    )


@pytest.mark.parametrize(
    ("question", "text", "options"),
    [
        ("afternoon", "I would love to build pipelines", {"pipeline"}),
        ("afternoon", "I hate dashboards, give me the slow model", {"latency"}),
        ("afternoon", "the broken job. No, the slow model", {"latency"}),
        ("story", "I'd love to try building dashboards someday", {"dashboards"}),
        ("code", "I use Java every day and it is boring", {"java"}),
    ],
)
def test_a_wish_answers_what_one_likes_and_a_dislike_is_no_denial_of_use(
    catalog: Catalog, question: str, text: str, options: set[str]
) -> None:
    assert reading.options(catalog, catalog.questions[question], text).options == options


@pytest.mark.parametrize(
    ("question", "text", "options"),
    [
        ("activities", "I would love to do research", set()),
        ("stack", "I'd like to try Databricks someday", set()),
        ("stack", "my team uses Airflow, I don't", set()),
        ("activities", "my colleagues build pipelines, I only use them", set()),
        ("activities", "We have databases at work but I do not touch them", set()),
        ("stack", "I used Tableau years ago but stopped", set()),
        ("stack", "I quit using MongoDB", set()),
        ("stack", "I used Tableau, Looker, Power BI, but I don't anymore", set()),
        ("stack", "my boss uses Tableau and I use Looker", {"looker"}),
        ("stack", "They have Oracle there. I have Postgres.", {"postgresql"}),
        ("stack", "Tableau for my boss", {"tableau"}),
        ("stack", "I use Tableau, no problem", {"tableau"}),
        ("stack", "I use Tableau, not only Looker", {"tableau", "looker"}),
        ("code", "I am in the C-suite", set()),
        ("code", "plan-C", set()),
        ("setting", "my company has machine learning in production", {"ml_in_production"}),
    ],
)
def test_only_what_somebody_does_themselves_today_is_evidence(
    catalog: Catalog, question: str, text: str, options: set[str]
) -> None:
    assert reading.options(catalog, catalog.questions[question], text).options == options


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the third", {3}),
        ("3rd", {3}),
        ("number three", {3}),
        ("option c", {3}),
        ("2?", {2}),
        ("2 please", {2}),
        ("#3", {3}),
        ("1-2", {1, 2}),
        ("1 to 4", {1, 2, 3, 4}),
        ("2 \u2013 4", {2, 3, 4}),
        ("the first and the third one", {1, 3}),
        ("I take number 2!", {2}),
        ("4 to 1", set()),
        ("1 to", set()),
        ("1-9", set()),
        ("the one", set()),
        ("a third", set()),
        ("the", set()),
        ("3 to 5 years", set()),
        ("first thing in the morning", set()),
    ],
)
def test_ordinals_spans_and_small_words_count_too(
    catalog: Catalog, text: str, places: set[int]
) -> None:
    offered = [Choice(str(place), f"Box {place}") for place in range(1, 6)]

    got = reading.counted(catalog.lexicon, offered, text)

    assert got == {str(place) for place in places}


@pytest.mark.parametrize("text", ["option c", "the third", "1-2"])
def test_a_count_along_the_languages_is_no_language(catalog: Catalog, text: str) -> None:
    meant = reading.options(catalog, catalog.questions["code"], text)

    assert meant == reading.Meant(frozenset())


@pytest.mark.parametrize("text", ["everything", "all", "All of them!", "all of the above"])
def test_everything_is_every_box_that_does_not_stand_alone(catalog: Catalog, text: str) -> None:
    question = catalog.questions["activities"]

    got = reading.options(catalog, question, text).options

    assert got == question.options.keys() - {"none"}


@pytest.mark.parametrize("text", ["nothing", "nothing of this", "none of them", "None."])
def test_nothing_is_the_box_that_stands_alone(catalog: Catalog, text: str) -> None:
    assert reading.options(catalog, catalog.questions["stack"], text).options == {"none"}


@pytest.mark.parametrize("text", ["everything", "all of them", "nothing"])
def test_all_or_nothing_is_no_answer_to_a_single_choice(catalog: Catalog, text: str) -> None:
    meant = reading.options(catalog, catalog.questions["afternoon"], text)

    assert meant == reading.Meant(frozenset())


@pytest.mark.parametrize(
    ("question", "text", "options"),
    [
        ("method_or_product", "make it fast", {"ship"}),
        ("models", "the keras one", {"keras"}),
        ("explain_or_serve", "I'd take the surprising number", {"explain"}),
        ("method_or_product", "the users", set()),
        ("method_or_product", "don't make it fast", set()),
        ("method_or_product", "the one", set()),
        ("afternoon", "the one about the users", set()),
        ("setting", "that is fine", set()),
        ("code", "some text", set()),
        ("activities", "others", set()),
        ("intake_or_shrink", "photos", set()),
        ("code", "I like to use Python", {"python"}),
        ("activities", "I deploy a model, my team uses it", {"service"}),
    ],
)
def test_words_of_one_label_alone_name_its_option(
    catalog: Catalog, question: str, text: str, options: set[str]
) -> None:
    assert reading.options(catalog, catalog.questions[question], text).options == options


@pytest.mark.parametrize(
    ("question", "text", "options"),
    [
        ("stack", "Mein Team nutzt Airflow, ich nicht", set()),
        ("stack", "Ich nutze Tableau, nicht nur Looker", {"tableau", "looker"}),
        ("stack", "Ich möchte Databricks ausprobieren", set()),
        ("stack", "nichts davon", {"none"}),
        ("code", "Python nutze ich nicht", set()),
        ("code", "Ich schreibe Python, aber kein Java", {"python"}),
        ("afternoon", "Dashboards? Nein danke", set()),
        ("afternoon", "Das langsame Modell langweilt mich", set()),
        ("afternoon", "Ich würde gern Pipelines bauen", {"pipeline"}),
    ],
)
def test_german_sentences_are_read_by_the_same_rules(
    german: Catalog, question: str, text: str, options: set[str]
) -> None:
    assert reading.options(german, german.questions[question], text).options == options


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("die zweite", {"blue"}),
        ("Nummer drei", {"not-sure"}),
        ("1 bis 3", {"red", "blue", "not-sure"}),
        ("1 und 2", {"red", "blue"}),
        ("das eine", set()),
    ],
)
def test_one_counts_in_german_too(german: Catalog, text: str, choices: set[str]) -> None:
    assert reading.counted(german.lexicon, OFFERED, text) == choices


@pytest.mark.parametrize(
    ("question", "text", "options"),
    [
        ("code", "I lost interest in R, now it's Python", {"python"}),
        ("code", "I manage people who use Python", set()),
        ("code", "I manage people who use Python, but I write SQL", {"sql"}),
        ("stack", "I work at Oracle", set()),
        ("stack", "I work at Oracle and use Tableau", {"tableau"}),
        ("stack", "I work at a bank with Oracle", {"oracle"}),
        ("setting", "I work at a university", {"academia"}),
    ],
)
def test_what_is_left_behind_or_others_or_a_firms_is_no_answer(
    catalog: Catalog, question: str, text: str, options: set[str]
) -> None:
    assert reading.options(catalog, catalog.questions[question], text).options == options
