"""What an author hears beyond what keeps the content from being used."""

from functools import cache
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.catalog.review import links, review, sentences
from bot.paths import content_folder
from tests.catalog.spoiling import spoil


def told(folder: Path) -> list[str]:
    """What is found beyond what the shipped content is told itself."""
    return [str(fault) for fault in review(folder).faults if str(fault) not in shipped_faults()]


@cache
def shipped_faults() -> frozenset[str]:
    return frozenset(str(fault) for fault in review(content_folder()).faults)


def speak(folder: Path, overlay: str, language: str = "de") -> None:
    (folder / "locales").mkdir(exist_ok=True)
    (folder / f"locales/{language}.toml").write_text(overlay)


def test_the_shipped_content_has_no_fault(folder: Path, catalog: Catalog) -> None:
    found = review(folder)

    assert found.faults == ()
    assert found.catalog is not None
    assert found.catalog.version == catalog.version
    assert found.untranslated == {}


def test_what_keeps_the_content_from_being_used_comes_first(folder: Path) -> None:
    spoil(folder, "speech.toml", "$minutes", "$hours")
    (folder / "question.toml").write_text("")

    paths = [fault.split(":")[0] for fault in told(folder)]

    assert review(folder).catalog is None
    assert paths == ["speech.toml", "question.toml"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == [f"{tmp_path}/nowhere: there is no such folder"]


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert told(tmp_path / "file") == [f"{tmp_path}/file: there is no such folder"]


def test_a_text_in_two_places_is_told_with_both(folder: Path) -> None:
    twice = "One of the two talks, please."
    spoil(folder, "fortnight.toml", 'sign = "', f'sign = "{twice}"\n# "')
    spoil(folder, "roles/data_analyst.toml", 'matters = "', f'matters = "{twice}"\n# "')

    first = "fortnight.toml: task[1].sign"
    assert told(folder) == [
        f"roles/data_analyst.toml: matters: “{twice}” stands in {first} too"
    ]


def test_a_sentence_in_the_middle_of_a_text_counts_too(folder: Path) -> None:
    said = "Two people can always disagree about that."
    spoil(folder, "fortnight.toml", 'text = "', f'text = "{said} ')
    spoil(folder, "ladders/data_engineer.toml", 'task = "', f'task = "Begin. {said} ')

    (fault,) = told(folder)

    assert fault.startswith("ladders/data_engineer.toml: step[1].task: “Two people")


def test_short_forms_may_stand_in_several_places() -> None:
    text = (
        "SQL, of course. I did not get that. One of these is a longer sentence, and it counts."
    )

    assert sentences("Power BI") == []
    assert sentences(text)[1:] == ["One of these is a longer sentence, and it counts."]


def test_a_line_break_does_not_make_another_sentence() -> None:
    assert sentences("one two\n three  four") == ["one two three four"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("question.toml", "; did you mean 'questions.toml'?"),
        ("roles/notes.txt", ""),
        ("locale/de.toml", ""),
        ("roles/data_analyst.toml~", ""),
    ],
)
def test_a_file_that_nothing_reads_is_told(folder: Path, name: str, hint: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("")

    (fault,) = told(folder)

    assert fault.startswith(f"{name}: nothing reads this file")
    assert hint in fault


def test_notes_for_authors_may_stand_in_the_folder(folder: Path) -> None:
    (folder / "HOWTO.md").write_text("Write short sentences.")
    (folder / ".gitignore").write_text("*~")

    assert told(folder) == []


def test_what_a_language_leaves_in_english_is_counted(folder: Path) -> None:
    speak(folder, '[fortnight.task.1]\nname = "Leitung"\ntext = "Lade eine Datei."')

    found = review(folder)

    lacking = [key for key in found.untranslated["de"] if key.startswith("fortnight")]
    assert told(folder) == []
    assert lacking == [
        "fortnight.toml: task.1.sign",
        "fortnight.toml: task.2.name",
        "fortnight.toml: task.2.text",
        "fortnight.toml: task.2.sign",
    ]


@pytest.mark.parametrize(
    ("overlay", "fault"),
    [
        ('[speech]\ngone = "weg"', "speech.gone: the content has no such text (any more)"),
        (
            '[questions.question.tools]\ntext = "Womit?"',
            "questions.question.tools.text: the content has no such text (any more)",
        ),
        (
            '[questions.question.afternoon]\nid = "nachmittag"',
            "questions.question.afternoon.id: the content has no such text (any more)",
        ),
        (
            '[roles.astronaut]\nname = "Raumfahrer"',
            "roles.astronaut: the content has no such file",
        ),
        (
            '[ladders.data_analyst.step.13]\ntopic = "Mehr"',
            "ladders.data_analyst.step.13.topic: the content has no such text (any more)",
        ),
        (
            '[ladders.data_analyst.step.2]\nurl = "https://example.org"',
            "ladders.data_analyst.step.2.url: the content has no such text (any more)",
        ),
        (
            '[ladders.astronaut.step.1]\ntopic = "Fliegen"',
            "ladders.astronaut: the content has no such file",
        ),
        ('[question]\ntext = "?"', "question: the content has no such file"),
        (
            '[speech]\nbutton.start = "$x"',
            "speech.button.start: $x is not known here; known: none",
        ),
    ],
)
def test_what_is_wrong_in_a_language_is_told_of_its_file(
    folder: Path, overlay: str, fault: str
) -> None:
    speak(folder, overlay)

    assert told(folder) == [f"locales/de.toml: {fault}"]


def test_a_language_that_cannot_be_read_is_told_once(folder: Path) -> None:
    speak(folder, "not = = toml")

    (fault,) = told(folder)

    assert fault.startswith("locales/de.toml: it is not TOML")


@pytest.mark.parametrize("language", ["en", "German", "de_AT"])
def test_a_language_file_that_no_setting_could_name_is_told(
    folder: Path, language: str
) -> None:
    speak(folder, "", language)

    assert told(folder) == [
        f"locales/{language}.toml: a language's file is called like de.toml or pt-br.toml"
    ]


def test_a_language_says_nothing_more_about_content_that_cannot_be_used(folder: Path) -> None:
    spoil(folder, "speech.toml", "$minutes", "$hours")
    speak(folder, '[speech]\nbutton.start = "Los"')

    assert [fault.split(":")[0] for fault in told(folder)] == ["speech.toml"]


def test_every_link_is_listed_with_its_place_and_how_well_it_is_known(catalog: Catalog) -> None:
    listed = list(links(catalog))

    assert len(listed) == 60
    assert {seen for seen, _, _ in listed} == {"page", "cited", "unchecked"}
    assert listed[0][1] == f"ladders/{next(iter(catalog.roles))}.toml: step 1"
    assert all(url.startswith("https://") for _, _, url in listed)
