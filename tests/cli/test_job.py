"""``whichrole job``: a file or standard input in, the role or one clear sentence out."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.running import Start

ADVERT = """Data Scientist

You will build dashboards for the sales managers and explain every month why revenue fell.
You know SQL and TensorFlow.
"""


@pytest.fixture
def advert(tmp_path: Path) -> Path:
    path = tmp_path / "advert.txt"
    path.write_text(ADVERT)
    return path


def test_a_file_is_called_by_what_it_describes(start: Start, advert: Path) -> None:
    ended = start("job", str(advert))

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Data analyst, whatever the title says.")
    assert "- to learn first: SQL" in ended.out
    assert "- to leave out for now: TensorFlow" in ended.out


def test_standard_input_is_read_as_well_and_in_german(start: Start) -> None:
    ended = start("job", "-", typed=ADVERT, environ={"WHICHROLE_LOCALE": "de"})

    assert ended.code == 0
    assert ended.out.startswith("Data Analyst, auch wenn der Titel")


def test_programs_get_ids_and_figures(start: Start, advert: Path) -> None:
    told = json.loads(start("job", "--json", str(advert)).out)

    assert told["outcome"] == "role"
    assert told["roles"] == ["data_analyst"]
    assert told["title"] == "data_scientist"
    assert told["asked"] == ["dashboards", "sql", "tensorflow"]
    assert sum(told["shares"].values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b" \n ", "is empty, so there is no advert to read."),
        (b"\xff\xfe\x00", "is not UTF-8 text."),
        (b"x" * 20_001, "is too long: at most 20,000 characters fit."),
        (b"x" * 30_000_000, "is too long: at most 20,000 characters fit."),
    ],
    ids=["empty", "no text", "too long", "huge"],
)
def test_what_is_no_advert_is_one_clear_sentence(
    start: Start, tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "advert.txt"
    path.write_bytes(content)

    ended = start("job", str(path))

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == f"whichrole: {path} {problem}\n"


def test_a_file_that_is_not_there_is_told(start: Start, tmp_path: Path) -> None:
    ended = start("job", str(tmp_path / "none"))

    assert ended.err.endswith(f"none cannot be read: {os.strerror(2)}.\n")


def test_a_folder_is_told(start: Start, tmp_path: Path) -> None:
    assert f"cannot be read: {os.strerror(21)}." in start("job", str(tmp_path)).err
