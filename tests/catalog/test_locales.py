"""Another language, laid over the content."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.catalog.locales import LEXICON, Overlay, leaves
from bot.catalog.words import words
from bot.config import Settings
from bot.errors import ContentFaults
from bot.paths import content_folder
from bot.wiring import assembled

GERMAN = """
[questions.question.afternoon]
text = "Ein freier Nachmittag. Was nimmst du?"
option.pipeline.label = "Der nächtliche Lauf"
option.dashboards = { label = "Zwei Zahlen", short = "zwei Zahlen" }

[roles.data_analyst]
name = "Datenanalystin"
days = ["Du fragst.", "Du zeigst."]
focus.1.skill = "Kennzahlen"
neighbour.data_engineer.difference = "Sie lädt, du erklärst."

[ladders.data_analyst.step.2]
task = "Verbinde zwei Tabellen."

[fortnight.task.1]
name = "Leitung"

[speech]
old-card = "Diese Karte ist alt."
button.start = "Los"

[lexicon]
negations = ["nicht"]
commands.back = ["zurück"]
term.pipelines = { name = "Datenleitungen", words = ["leitung"] }
"""

Laid = Callable[[str], Catalog]


@pytest.fixture
def german(folder: Path) -> Laid:
    """Load the content under an overlay."""

    def laid(overlay: str) -> Catalog:
        (folder / "locales").mkdir(exist_ok=True)
        (folder / "locales/de.toml").write_text(overlay)
        return load(folder, "de")

    return laid


def faults(german: Laid, overlay: str) -> list[str]:
    with pytest.raises(ContentFaults) as caught:
        german(overlay)
    return [str(fault) for fault in caught.value.faults]


def shipped(name: str) -> dict[str, object]:
    return tomllib.loads((content_folder() / name).read_text())


def test_texts_are_replaced_where_they_are_named(german: Laid) -> None:
    said = german(GERMAN)

    asked = said.questions["afternoon"]
    analyst = said.roles["data_analyst"]
    assert asked.text == "Ein freier Nachmittag. Was nimmst du?"
    assert asked.options["pipeline"].label == "Der nächtliche Lauf"
    assert asked.options["dashboards"].short == "zwei Zahlen"
    assert (analyst.name, analyst.days) == ("Datenanalystin", ("Du fragst.", "Du zeigst."))
    assert analyst.focus[0].skill == "Kennzahlen"
    assert analyst.neighbours["data_engineer"].difference == "Sie lädt, du erklärst."
    assert analyst.ladder[1].task == "Verbinde zwei Tabellen."
    assert said.fortnight[0].name == "Leitung"
    assert said.say("old-card") == "Diese Karte ist alt."
    assert said.say("button.start") == "Los"


def test_what_is_not_named_stays_in_english(german: Laid, catalog: Catalog) -> None:
    said = german(GERMAN)

    assert said.questions["afternoon"].why == catalog.questions["afternoon"].why
    assert said.questions["stack"].options == catalog.questions["stack"].options
    assert said.roles["data_engineer"] == catalog.roles["data_engineer"]
    assert said.roles["data_analyst"].focus[1] == catalog.roles["data_analyst"].focus[1]
    ladder, step = said.roles["data_analyst"].ladder, catalog.roles["data_analyst"].ladder[1]
    assert ladder[1] == replace(step, task=ladder[1].task)
    assert ladder[2] == catalog.roles["data_analyst"].ladder[2]
    assert said.say("ended") == catalog.say("ended")


def test_ids_weights_and_links_are_the_same_in_every_language(
    german: Laid, catalog: Catalog
) -> None:
    said = german(
        """
        [questions.question.afternoon]
        id = "nachmittag"
        kind = "text"
        option.pipeline = { id = "leitung", alone = true, columns = ["x"] }
        [roles.data_analyst]
        id = "analystin"
        [ladders.data_analyst]
        role = "data_engineer"
        step.1 = { week = 7, url = "https://example.org", seen = "page" }
        [weights]
        close = 0.9
        prior.data_analyst = 5.0
        """
    )

    assert said.weights == catalog.weights
    assert said.questions["afternoon"].options == catalog.questions["afternoon"].options
    assert said.questions["afternoon"].kind == catalog.questions["afternoon"].kind
    assert list(said.roles) == list(catalog.roles)
    assert said.roles["data_analyst"].ladder == catalog.roles["data_analyst"].ladder


def test_an_overlay_may_write_lists_of_tables_as_the_content_does(german: Laid) -> None:
    said = german(
        """
        [[questions.question]]
        id = "afternoon"
        text = "Nachmittag?"
        [[roles.data_analyst.focus]]
        skill = "Kennzahlen"
        """
    )

    assert said.questions["afternoon"].text == "Nachmittag?"
    assert len(said.questions) > 1
    assert said.roles["data_analyst"].focus[0].skill == "Kennzahlen"
    assert len(said.roles["data_analyst"].focus) > 1


def test_a_step_is_called_by_its_id() -> None:
    overlay = Overlay({"ladders": {"x": {"step": {"2": {"topic": "Verbinden"}}}}})
    ladder = {"step": [{"id": "2", "topic": "Join"}, {"id": "1", "topic": "Ask"}]}

    laid = overlay.over("ladders/x.toml", ladder)

    assert [step["topic"] for step in laid["step"]] == ["Verbinden", "Ask"]


def test_the_lexicon_understands_both_languages(german: Laid, catalog: Catalog) -> None:
    lexicon = german(GERMAN).lexicon

    assert lexicon.commands[("zurück",)] == lexicon.commands[("go", "back")] == "back"
    assert {("nicht",), ("not",)} <= lexicon.negations
    meant = [lexicon.names[words(said)] for said in ("Leitung", "ETL", "pipelines")]
    assert {term.id for term in meant} == {"pipelines"}
    assert {term.name for term in meant} == {"Datenleitungen"}
    assert lexicon.names.keys() > catalog.lexicon.names.keys()


def test_each_language_has_a_version_of_its_own(german: Laid, catalog: Catalog) -> None:
    assert german(GERMAN).version != catalog.version


def test_an_empty_overlay_changes_no_word(german: Laid, catalog: Catalog) -> None:
    said = german("")

    assert list(said.questions) == list(catalog.questions)
    assert said.say("ended") == catalog.say("ended")
    assert said.roles == catalog.roles
    assert said.lexicon == catalog.lexicon


@pytest.mark.parametrize(
    ("overlay", "told"),
    [
        (
            '[speech]\nbutton.start = "Los um $stunde"',
            "speech.button.start: $stunde is not known here; known: none",
        ),
        ('[speech]\nwelcome.hello = "$5"', "speech.welcome.hello: a $ stands alone in it"),
        ("[speech]\nbutton = 5", "speech.button: there is no sentence 'button'"),
        (f'[speech]\nbutton.start = "{"x" * 76}"', "speech.button.start: it has 76 characters"),
        (
            f'[questions.question.afternoon]\noption.pipeline.label = "{"x" * 76}"',
            "questions.question[1].option[1].label: string should have at most 75",
        ),
        (
            '[questions.question.activities]\nreason = "du machst etwas"',
            "questions.question.activities: its reason must use $options and nothing else",
        ),
        (
            "[roles.data_analyst]\njob = 5",
            "roles.data_analyst.job: input should be a valid str",
        ),
        ("roles.data_analyst.days = { a = 1 }", "roles.data_analyst.days: input should be"),
        (
            f'[ladders.data_analyst.step.2]\ntopic = "{"x" * 61}"',
            "ladders.data_analyst.step[2].topic: string should have at most 60",
        ),
        (
            '[ladders.data_analyst.step.2]\ntask = " "',
            "ladders.data_analyst.step[2].task: string should have at least 1",
        ),
        ('lexicon.commands = "zurück"', "lexicon.commands: input should be a valid dict"),
        (
            '[lexicon.commands]\nstop = ["go back"]',
            "lexicon.stop: 'go back' means 'back' already",
        ),
        ('lexicon.term.pipelines.words = ["?"]', "lexicon.term.pipelines: '?' has no word"),
        (
            "lexicon.term.pipelines.name = 5",
            "lexicon.term[1].name: input should be a valid str",
        ),
    ],
)
def test_a_fault_inside_a_language_is_told_of_its_own_file(
    german: Laid, overlay: str, told: str
) -> None:
    found = faults(german, overlay)

    assert any(fault.startswith(f"locales/de.toml: {told}") for fault in found), found
    assert all(fault.startswith("locales/de.toml: ") for fault in found), found


def test_a_fault_of_the_content_is_not_blamed_on_a_language(german: Laid, folder: Path) -> None:
    (folder / "fortnight.toml").unlink()

    found = faults(german, "[speech]\nbutton = 5")

    assert found == ["fortnight.toml: it cannot be read: No such file or directory"]


def test_a_language_that_cannot_be_read_is_refused(german: Laid) -> None:
    found = faults(german, "not = = toml")

    assert found[0].startswith("locales/de.toml: it is not TOML")


def test_an_unknown_language_is_refused_with_those_that_there_are(
    german: Laid, folder: Path
) -> None:
    german(GERMAN)

    with pytest.raises(ContentFaults) as caught:
        load(folder, "den")

    assert str(caught.value.faults[0]) == (
        "locales/den.toml: there is no language 'den', only en, de; did you mean 'de'?"
    )


def test_an_overlay_never_reaches_out_of_its_folder(german: Laid, folder: Path) -> None:
    german(GERMAN)
    (folder / "x.toml").write_text("")

    with pytest.raises(ContentFaults, match="there is no language"):
        load(folder, "../x")


def test_what_a_language_lacks_and_what_is_stale_is_found() -> None:
    overlay = Overlay(tomllib.loads(GERMAN + '\n[speech.gone]\nx = "y"\n'))
    speech, analyst = shipped("speech.toml"), shipped("roles/data_analyst.toml")

    missing = overlay.missing("speech.toml", speech)

    assert set(missing) == set(leaves(speech)) - {"old-card", "button.start"}
    assert overlay.stale("speech.toml", speech) == ["gone.x"]
    assert "focus.2.skill" in overlay.missing("roles/data_analyst.toml", analyst)
    assert "tools_article" not in overlay.missing("roles/data_analyst.toml", analyst)
    assert overlay.missing(LEXICON, shipped(LEXICON)) == []
    assert overlay.stale(LEXICON, shipped(LEXICON)) == []


async def test_the_program_speaks_the_language_of_the_setting(
    german: Laid, folder: Path, tmp_path: Path
) -> None:
    german(GERMAN)
    environ = {
        "WHICHROLE_CONTENT": str(folder),
        "WHICHROLE_DATA": str(tmp_path / "data"),
        "WHICHROLE_LOCALE": "de",
    }

    async with assembled(Settings.from_env(environ)) as parts:
        said = parts.catalog.say("button.start")

    assert said == "Los"


async def test_a_language_that_is_not_there_starts_nothing(
    folder: Path, tmp_path: Path
) -> None:
    environ = {
        "WHICHROLE_CONTENT": str(folder),
        "WHICHROLE_DATA": str(tmp_path / "data"),
        "WHICHROLE_LOCALE": "xx",
    }

    with pytest.raises(ContentFaults, match="there is no language 'xx'"):
        async with assembled(Settings.from_env(environ)):
            pass

    assert not (tmp_path / "data").exists()
