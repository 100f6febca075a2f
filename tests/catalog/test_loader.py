import shutil
from pathlib import Path

import pytest

from bot.catalog import Catalog, Kind
from bot.catalog.loader import load
from bot.errors import ContentFaults
from bot.paths import content_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped content that an author may spoil."""
    copy = tmp_path / "content"
    shutil.copytree(content_folder(), copy)
    return copy


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def faults(folder: Path) -> list[str]:
    with pytest.raises(ContentFaults) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_content_is_whole(catalog: Catalog) -> None:
    assert len(catalog.roles) == 5
    assert {question.kind for question in catalog.questions.values()} == set(Kind)
    assert len(catalog.questions) >= 6


def test_the_version_changes_with_any_byte(folder: Path, catalog: Catalog) -> None:
    assert load(folder).version == catalog.version

    spoil(folder, "questions.toml", "retired = []", "# a remark\nretired = []")

    assert load(folder).version != catalog.version


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (
            "questions.toml",
            'kind = "single"',
            'kind = "singel"',
            "question[1].kind: input should be 'single', 'multiple' or 'text'",
        ),
        (
            "questions.toml",
            'id = "activities"',
            'id = "afternoon"',
            "question.afternoon: this id is used twice",
        ),
        (
            "questions.toml",
            'id = "dashboards"',
            'id = "pipeline"',
            "question.afternoon: option 'pipeline' stands twice",
        ),
        (
            "questions.toml",
            'id = "dashboards"',
            'id = "skip"',
            "question.afternoon: option id 'skip' is ours; take another",
        ),
        (
            "questions.toml",
            "retired = []",
            'retired = ["afternoon"]',
            (
                "question.afternoon: this id is retired; answers were given under "
                "it, so take a new one"
            ),
        ),
        (
            "questions.toml",
            'reason = "you already $options"',
            'reason = "you already do"',
            "question.activities: its reason must use $options and nothing else",
        ),
        (
            "questions.toml",
            'reason = "you reach for the nightly job that breaks"\n',
            "",
            (
                "question.afternoon: in a single choice each option has a reason, "
                "and the question has none"
            ),
        ),
        (
            "questions.toml",
            'reason = "you already $options"',
            'least = 4\nmost = 2\nreason = "you already $options"',
            ("question.activities: least, most and the number of options must not cross"),
        ),
        (
            "questions.toml",
            'text = "You have one free afternoon',
            'most = 2\ntext = "You have one free afternoon',
            "question.afternoon: only a multiple choice has least and most",
        ),
        (
            "questions.toml",
            'label = "Two dashboards',
            f'label = "{"x" * 80} Two dashboards',
            ("question[1].option[2].label: string should have at most 75 characters"),
        ),
        (
            "weights.toml",
            "pipeline = {",
            "pipelin = {",
            "question.afternoon.pipelin: there is no such option",
        ),
        (
            "weights.toml",
            "[question.story]",
            "[question.storey]",
            "question.storey: there is no such question",
        ),
        (
            "weights.toml",
            "data_engineer = 1.2",
            "data_enginer = 1.2",
            "question.afternoon.pipeline.data_enginer: there is no such role",
        ),
        (
            "weights.toml",
            "close = 0.10",
            "close = inf",
            "close: input should be less than 1",
        ),
        (
            "speech.toml",
            "$minutes",
            "$hours",
            "welcome.hello: $hours is not known here; known: $minutes, $questions",
        ),
        (
            "speech.toml",
            'start = "Start"',
            'begin = "Start"',
            "button.begin: the program has no sentence of this name",
        ),
        (
            "speech.toml",
            'start = "Start"',
            'start = "Start for $5"',
            "button.start: a $ stands alone in it; write $$ for a dollar sign",
        ),
        (
            "speech.toml",
            'start = "Start"',
            "start = 5",
            "button.start: it must be a text",
        ),
        (
            "lexicon.toml",
            'back = ["go back"',
            'bakc = ["go back"',
            "commands.back: it has no words",
        ),
        (
            "lexicon.toml",
            'afternoon = ["pipeline"]',
            'afternoon = ["pipelines"]',
            "term.pipelines.means.afternoon: there is no option 'pipelines'",
        ),
        (
            "lexicon.toml",
            '"apache airflow"',
            '"!!"',
            "term.airflow: '!!' has no word in it",
        ),
        (
            "lexicon.toml",
            'id = "databases"',
            'id = "pipelines"',
            "term.pipelines: this id is used twice",
        ),
        (
            "roles/data_analyst.toml",
            'role = "data_engineer"',
            'role = "data_scientist"',
            (
                "neighbour: it must name each other role once: "
                "data_engineer, data_scientist, machine_learning_engineer, "
                "machine_learning_researcher"
            ),
        ),
        (
            "roles/data_analyst.toml",
            'id = "data_analyst"',
            'id = "data_engineer"',
            "data_engineer: this id is used twice",
        ),
        (
            "roles/data_analyst.toml",
            "noun =",
            "nuon =",
            "nuon: extra inputs are not permitted",
        ),
    ],
)
def test_F56_a_fault_is_refused_with_its_place_and_reason(
    folder: Path, name: str, old: str, new: str, fault: str
) -> None:
    spoil(folder, name, old, new)

    assert any(told.endswith(f": {fault}") for told in faults(folder))


def test_F56_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    spoil(folder, "questions.toml", 'kind = "single"', 'kind = "singel"')
    spoil(folder, "speech.toml", "$minutes", "$hours")
    spoil(folder, "roles/data_analyst.toml", "noun =", "nuon =")

    told = faults(folder)

    assert {fault.split(":")[0] for fault in told} == {
        "questions.toml",
        "speech.toml",
        "roles/data_analyst.toml",
    }


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xff\xfe junk", "it is not UTF-8 text"),
        (b"not = = toml", "it is not TOML"),
        (b"deep = " + b"[" * 5_000, "it is not TOML"),
    ],
    ids=["bytes", "syntax", "depth"],
)
def test_F56_a_file_that_cannot_be_read_is_named(folder: Path, raw: bytes, reason: str) -> None:
    (folder / "weights.toml").write_bytes(raw)

    assert any(fault.startswith(f"weights.toml: {reason}") for fault in faults(folder))


@pytest.mark.parametrize(
    "name", ["questions.toml", "weights.toml", "lexicon.toml", "speech.toml"]
)
def test_F56_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert f"{name}: it cannot be read: No such file or directory" in faults(folder)


def test_F56_content_without_roles_is_refused(folder: Path) -> None:
    shutil.rmtree(folder / "roles")

    assert "roles: it holds no .toml file" in faults(folder)


def test_F56_one_role_is_no_choice(folder: Path) -> None:
    for path in (folder / "roles").glob("machine*"):
        path.unlink()
    (folder / "roles/data_engineer.toml").unlink()
    (folder / "roles/data_scientist.toml").unlink()

    assert "roles: there must be at least two roles to choose from" in faults(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentFaults, match="there is no such folder"):
        load(tmp_path / "nowhere")


def test_an_empty_sentence_file_is_refused(folder: Path) -> None:
    (folder / "speech.toml").write_text("")

    assert any("this sentence is missing" in fault for fault in faults(folder))
