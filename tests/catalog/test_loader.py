import shutil
from pathlib import Path

import pytest

from bot.catalog import Catalog, Kind
from bot.catalog.loader import load
from bot.errors import ContentFaults
from tests.catalog import faults_of_questions, faults_of_words
from tests.catalog.spoiling import spoil

ALL = {**faults_of_questions.FAULTS, **faults_of_words.FAULTS}


def faults(folder: Path) -> list[str]:
    with pytest.raises(ContentFaults) as caught:
        load(folder)
    return [str(fault) for fault in caught.value.faults]


def test_the_shipped_content_is_whole(catalog: Catalog) -> None:
    assert len(catalog.roles) == 5
    assert {question.kind for question in catalog.questions.values()} == set(Kind)
    assert len(catalog.questions) >= 12


def test_the_version_changes_with_any_byte(folder: Path, catalog: Catalog) -> None:

    assert load(folder).version == catalog.version

    spoil(folder, "fortnight.toml", "# For", "# for")

    assert load(folder).version != catalog.version


@pytest.mark.parametrize(("name", "old", "new", "fault"), ALL.values(), ids=ALL)
def test_F56_a_fault_is_refused_with_its_place_and_reason(
    folder: Path, name: str, old: str, new: str, fault: str
) -> None:
    spoil(folder, name, old, new)

    assert f"{name}: {fault}" in faults(folder)


def test_F56_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    spoil(folder, "questions.toml", 'kind = "single"', 'kind = "singel"')
    spoil(folder, "speech.toml", "$minutes", "$hours")
    spoil(folder, "roles/data_analyst.toml", "noun =", "nuon =")

    told = faults(folder)

    assert [fault.split(":")[0] for fault in told] == [
        "questions.toml",
        "roles/data_analyst.toml",
        "roles/data_analyst.toml",
        "speech.toml",
    ]


def test_F56_what_ties_files_together_is_told_beside_what_a_sentence_lacks(
    folder: Path,
) -> None:
    spoil(folder, "by_hand.toml", "pipeline = {", "pipelin = {")
    spoil(folder, "speech.toml", "$minutes", "$hours")

    told = faults(folder)

    assert [fault.split(":")[0] for fault in told] == [
        "by_hand.toml",
        "by_hand.toml",
        "speech.toml",
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xff\xfe junk", "it is not UTF-8 text"),
        (b"not = = toml", "it is not TOML"),
        (b"deep = " + b"[" * 5_000, "it is not TOML"),
        (b"a." * 5_000 + b"a = 1", "its tables stand more than 20 deep in each other"),
        (b"close = " + b"9" * 5_000, "it is not TOML"),
        (b"\xef\xbb\xbfclose = 1", "it is not TOML"),
    ],
    ids=["bytes", "syntax", "brackets", "dots", "a long number", "a mark of byte order"],
)
def test_F56_a_file_that_cannot_be_read_is_named(folder: Path, raw: bytes, reason: str) -> None:
    (folder / "weights.toml").write_bytes(raw)

    assert any(fault.startswith(f"weights.toml: {reason}") for fault in faults(folder))


@pytest.mark.parametrize(
    "name",
    [
        "questions.toml",
        "weights.toml",
        "by_hand.toml",
        "fortnight.toml",
        "lexicon.toml",
        "places.toml",
        "speech.toml",
    ],
)
def test_F56_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert f"{name}: it cannot be read: No such file or directory" in faults(folder)


@pytest.mark.parametrize("name", ["roles", "ladders"])
def test_F56_content_without_roles_or_ladders_is_refused(folder: Path, name: str) -> None:
    shutil.rmtree(folder / name)

    assert f"{name}: it holds no .toml file" in faults(folder)


def test_F56_a_folder_in_a_files_place_is_named(folder: Path) -> None:
    (folder / "speech.toml").unlink()
    (folder / "speech.toml").mkdir()

    assert "speech.toml: it cannot be read: Is a directory" in faults(folder)


def test_what_an_editor_hides_in_the_folder_does_not_matter(folder: Path) -> None:
    (folder / "roles/.#data_analyst.toml").symlink_to("sam@desk.4711")

    assert len(load(folder).roles) == 5


def test_a_file_whose_name_is_not_text_is_read_and_named(folder: Path) -> None:
    (folder / "roles/\udcff.toml").write_text("id = 1")

    assert any(fault.startswith("roles/\udcff.toml: id: ") for fault in faults(folder))


def test_F56_one_role_is_no_choice(folder: Path) -> None:
    for path in (folder / "roles").iterdir():
        if path.stem != "data_analyst":
            path.unlink()

    assert "roles: there must be at least two roles to choose from" in faults(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentFaults, match="there is no such folder"):
        load(tmp_path / "nowhere")


def test_an_empty_sentence_file_is_refused(folder: Path) -> None:
    (folder / "speech.toml").write_text("")

    assert any("this sentence is missing" in fault for fault in faults(folder))


def test_F56_what_ties_files_together_is_told_beside_a_file_that_has_lost_its_shape(
    folder: Path,
) -> None:
    spoil(folder, "questions.toml", 'kind = "single"', 'kind = "singel"')
    spoil(folder, "by_hand.toml", "latency = {", "latncy = {")
    spoil(folder, "roles/data_analyst.toml", "noun =", "nuon =")
    spoil(folder, "roles/data_engineer.toml", 'role = "data_analyst"', 'role = "data_analist"')

    told = "\n".join(faults(folder))

    assert "question[1].kind" in told
    assert "there is no option 'latncy'; did you mean 'latency'?" in told
    assert "there is no key 'nuon'; did you mean 'noun'?" in told
    assert "there is no role 'data_analist'; did you mean 'data_analyst'?" in told
