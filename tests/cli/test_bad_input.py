"""Whatever comes in: a sentence or a normal answer, nothing lost, and the program goes on."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.adapters.terminal.keyboard import LONGEST_LINE
from tests.cli.running import at_first_question
from tests.fakes.file import rows
from tests.fakes.program import Line, Program, to_the_written_question

TOO_LONG = {
    "200 kilobytes of words": json.dumps({"text": "word " * 40_000}).encode(),
    "the longest line of one word": b'{"text": "%s"}' % (b"x" * (LONGEST_LINE - 12)),
}
NOT_UNDERSTOOD = {
    "100,000 marks": b'{"text": "a%s"}' % ("\u0301\u0316" * 50_000).encode(),
    "5,000 marks": json.dumps({"text": "a" + "\u0301" * 5_000}).encode(),
    "a lone surrogate": rb'{"text": "\ud800"}',
    "a lone surrogate in raw bytes": b'{"text": "\xed\xa0\x80"}',
    "a zero byte": rb'{"text": "\u0000"}',
    "a turned text": '{"text": "\u202egnorw \u2067"}'.encode(),
    "an empty text": b'{"text": ""}',
    "a few marks": json.dumps({"text": "\u0301" * 500}).encode(),
    "escape sequences": rb'{"text": "\u001b[2J\u0007"}',
}
GARBLED = {
    "a line that is cut within its words": b'{"text": "%s"}' % (b"x" * (LONGEST_LINE - 11)),
    "a line that is cut within a character": b'{"text": "%s"}' % ("\u0301" * 500_000).encode(),
    "ten megabytes": b'{"text": "' + b"x" * 10_000_000 + b'"}',
    "ten megabytes of brackets": b"[" * 10_000_000,
    "binary junk": bytes(byte for byte in range(256) if byte != ord("\n")) * 50,
    "raw zero bytes": b'{"text": "\x00"}',
}


def stands(program: Program, answer: Line) -> bool:
    """Is the first question still on the card?"""
    return bool(answer["choices"] == program.standing[-1]["choices"])


def goes_on(program: Program) -> bool:
    """Does the first question take an answer?"""
    return bool(program.choose("not-sure")[-1]["progress"]["at"] == 2)


def test_a_text_that_is_too_long_is_refused_with_a_sentence(asked: Program) -> None:
    answers = {name: asked.say(line) for name, line in TOO_LONG.items()}

    for name, (answer,) in answers.items():
        assert "characters" in answer["body"].split("\n\n")[0], name
        assert len(answer["body"]) <= 2_000, name
        assert stands(asked, answer), name
    assert goes_on(asked)


def test_a_text_that_means_nothing_is_answered_kindly(asked: Program) -> None:
    question = asked.standing[-1]["body"].split("\n\n")[-1]

    answers = {name: asked.say(line) for name, line in NOT_UNDERSTOOD.items()}

    for name, (answer,) in answers.items():
        assert answer["body"].endswith(f"\n\n{question}"), name
        assert stands(asked, answer), name
    assert goes_on(asked)


def test_a_line_that_cannot_be_read_is_an_error(asked: Program) -> None:
    answers = {name: asked.say(line) for name, line in GARBLED.items()}

    for name, (answer,) in answers.items():
        assert answer["error"] is True, name
        assert stands(asked, answer), name
    assert goes_on(asked)


def test_an_answer_with_odd_characters_is_kept_without_them(
    asked: Program, talked_in: Path
) -> None:
    to_the_written_question(asked)

    (answer,) = asked.type("dash\x00boards \ud800 \u202ecafe\u0301")

    kept = "dashboards \ufffd café"
    assert kept in answer["body"]
    assert rows(talked_in, "SELECT text FROM answers WHERE text IS NOT NULL") == [kept]


def test_a_database_that_is_deleted_is_told_and_nothing_more_is_acknowledged(
    database: Path,
) -> None:
    with at_first_question(database) as program:
        database.unlink()

        (answer,) = program.choose("not-sure")

        assert answer["error"] is True
        assert "was deleted, moved or replaced" in answer["body"]
        assert program.end() == (0, "")


@pytest.mark.thorough
def test_a_database_that_is_locked_for_long_is_told_and_nothing_is_lost(
    asked: Program, talked_in: Path
) -> None:
    with closing(sqlite3.connect(talked_in, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        (answer,) = asked.choose("not-sure")

    assert answer["error"] is True
    assert "is locked by another program; please try again in a moment." in answer["body"]
    assert stands(asked, answer)
    assert goes_on(asked)
