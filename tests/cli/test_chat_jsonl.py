"""The protocol for programs, spoken to real processes; it stays as it is from now on."""

import json
import random
import signal
import time
from pathlib import Path

import pytest

from tests.cli.running import address, at_first_question, wait_until_gone, whichrole
from tests.fakes.file import rows
from tests.fakes.program import Line, Program, answer_everything
from tests.fakes.waiting import PATIENCE
from tests.sparing import first

WAYS_OUT = ["not-sure", "skip"]
FIRST = "afternoon"
"""The first question."""

NO_INPUT: list[bytes] = [
    b"",
    b"back",
    b'["text", "back"]',
    b"17",
    b"null",
    b"{}",
    b'{"text": "back", "choose": ["skip"]}',
    b'{"text": 1}',
    b'{"choose": "skip"}',
    b'{"choose": ["skip", 1]}',
    b"[" * 100_000,
    b'{"choose": [' + b"9" * 5_000 + b"]}",
    b"\xff\xfe\x00",
]


def ids(card: Line) -> list[str]:
    return [choice["id"] for choice in card["choices"]]


def first_that(program: Program, card: Line, *, several: bool) -> Line:
    """Walk on to the first question of this kind."""
    for _ in range(30):
        if card["multi"] is several:
            return card
        card = program.choose("not-sure")[-1]
    raise AssertionError("there is no such question")


def test_the_slash_command_starts_with_one_card_of_the_promised_shape(
    program: Program,
) -> None:
    (card,) = program.type("/whichrole")

    assert list(card)[:5] == ["type", "body", "choices", "multi", "private"]
    assert card["type"] == "message"
    assert card["multi"] is False
    assert card["private"] is True
    assert [set(choice) for choice in card["choices"]] == [{"id", "label"}] * 3
    assert "error" not in card


def test_every_line_is_answered_by_one_turn_end_in_order(database: Path) -> None:
    typed = b'{"text": "/whichrole"}\nnonsense\n\n{"choose": ["start"]}\n{"text": "why"}'

    ended = whichrole("chat", "--jsonl", "--db", address(database), typed=typed)

    kinds = [json.loads(line)["type"] for line in ended.out.splitlines()]
    assert kinds == ["turn-end"] + ["message", "turn-end"] * 5


def test_not_sure_and_skip_are_the_last_choices_of_every_question(asked: Program) -> None:
    card = asked.standing[-1]
    questions = []

    while "result" not in card:
        questions.append([one for one in ids(card) if one != "own-words"][-2:])
        card = asked.choose("not-sure")[-1]

    assert len(questions) >= 6
    assert questions == [WAYS_OUT] * len(questions)


def test_skipping_everything_forces_no_role_on_anybody(asked: Program) -> None:
    card = asked.standing[-1]

    while "result" not in card:
        card = asked.choose("skip")[-1]

    assert card["result"]["role"] is None


def test_a_question_with_several_ticks_tells_how_many_and_takes_them(asked: Program) -> None:
    card = first_that(asked, asked.standing[-1], several=True)
    assert 1 <= card["min"] <= 2 <= card["max"]

    (answer,) = asked.choose(*ids(card)[:2])

    assert "error" not in answer
    assert ids(answer) != ids(card)


def test_a_question_with_one_answer_tells_no_counts_and_takes_no_two(asked: Program) -> None:
    card = first_that(asked, asked.standing[-1], several=False)

    (answer,) = asked.choose(*ids(card)[:2])

    assert not {"min", "max"} & set(card)
    assert answer["error"] is True
    assert ids(answer) == ids(card)


def test_choices_that_are_not_on_the_card_are_an_error_and_the_question_stands(
    asked: Program,
) -> None:
    wrong: list[tuple[str, ...]] = [
        ("nonsense",),
        ("nonsense", "not-sure"),
        ("back",),
        ("not-sure", "skip"),
        (),
    ]

    answers = [asked.choose(*choices) for choices in wrong]

    (question,) = asked.standing
    assert [len(messages) for messages in answers] == [1] * len(wrong)
    assert all(answer["error"] is True for (answer,) in answers)
    assert all(answer["choices"] == question["choices"] for (answer,) in answers)
    asks = question["body"].split("\n\n")[-1]
    assert all(answer["body"].endswith(f"\n\n{asks}") for (answer,) in answers)
    assert "error" not in asked.choose("not-sure")[-1]


def test_a_choice_before_any_card_is_an_error_and_starts_nothing(program: Program) -> None:
    (answer,) = program.choose("start")

    assert answer["error"] is True
    assert answer["choices"] == []
    assert "error" not in program.type("/whichrole")[-1]


def test_lines_that_are_no_input_are_errors_and_the_question_stands(asked: Program) -> None:
    answers = [asked.say(line) for line in NO_INPUT]

    assert [len(messages) for messages in answers] == [1] * len(NO_INPUT)
    assert all(answer["error"] is True for (answer,) in answers)
    assert all(ids(answer) == ids(asked.standing[-1]) for (answer,) in answers)
    assert "error" not in asked.choose("not-sure")[-1]


def test_keys_that_nobody_knows_are_ignored(asked: Program) -> None:
    (answer,) = asked.say({"choose": ["not-sure"], "version": 2, "trace": {"id": [1]}})

    assert "error" not in answer
    assert ids(answer) != ids(asked.standing[-1])


def test_a_control_is_typed_and_never_consumes_the_question(asked: Program) -> None:
    told = [asked.type(word)[-1] for word in ("why", "help", "/whichrole back", "/whichrole")]

    assert [ids(card) for card in told] == [ids(asked.standing[-1])] * 4
    assert not [card for card in told if "error" in card]


def test_the_summary_carries_the_result_for_programs(program: Program) -> None:
    result = answer_everything(program)["result"]

    fits = list(result["fits"].values())
    assert len(fits) == 5
    assert sum(fits) == pytest.approx(1, abs=1e-9)
    assert fits == sorted(fits, reverse=True)
    assert result["role"] == next(iter(result["fits"]))
    assert 1 <= len(result["reasons"]) <= 3
    assert all(isinstance(reason, str) and reason for reason in result["reasons"])
    assert result["flip"] is None or isinstance(result["flip"], str)


def test_the_summary_is_there_again_at_the_next_start(
    program: Program, talked_in: Path
) -> None:
    summary = answer_everything(program)

    with Program(talked_in) as following:
        (again,) = following.standing

    assert again["result"] == summary["result"]
    assert again["choices"] == summary["choices"]


def test_the_end_of_the_input_is_a_good_end(database: Path) -> None:
    with at_first_question(database) as program:
        program.choose("not-sure")

        code, errors = program.end()

    assert (code, errors) == (0, "")


def test_a_line_without_an_end_counts_too(database: Path) -> None:
    typed = b'{"text": "/whichrole"}\n{"choose": ["start"]}'

    whichrole("chat", "--jsonl", "--as", "sam", "--db", address(database), typed=typed)

    assert rows(database, "SELECT stage, asking FROM conversation") == [("asking", FIRST)]


def test_after_a_restart_the_same_question_stands(database: Path) -> None:
    with at_first_question(database) as program:
        (before,) = program.choose(ids(program.standing[-1])[0])
        program.kill()

    with Program(database) as program:
        (after,) = program.standing

    assert after["choices"] == before["choices"]
    assert before["body"].endswith(after["body"])
    assert after["progress"] == before["progress"]


def test_two_names_have_two_walks(asked: Program, talked_in: Path) -> None:
    with Program(talked_in, name="ana") as ana:
        (of_ana,) = ana.type("/whichrole")
        (of_sam,) = asked.choose("not-sure")
        ana.type("/whichrole forget-me")
        ana.choose("forget")

    assert ana.standing == []
    assert ids(of_ana) != ids(asked.standing[-1])
    assert of_sam["progress"]["at"] == 2


def test_a_choice_on_a_card_that_another_window_answered_changes_nothing(
    asked: Program, talked_in: Path
) -> None:
    with Program(talked_in) as laptop:
        (moved,) = asked.choose("not-sure")

        (late,) = laptop.choose("skip")

        assert ids(late) == [*ids(moved), "edit-afternoon"]
        assert late["progress"] == moved["progress"]
        assert "error" not in late
        assert "error" not in laptop.choose("not-sure")[-1]


@pytest.mark.parametrize(
    "environ",
    first(
        1,
        [
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            {"PYTHONIOENCODING": "ascii"},
        ],
    ),
    ids=["C", "ascii"],
)
def test_the_output_is_utf_8_whatever_the_locale_says(
    database: Path, environ: dict[str, str]
) -> None:
    start = b'{"text": "/whichrole"}\n{"choose": ["start"]}\n'
    skip = b'{"choose": ["skip"]}\n'
    walk = start + skip * 6 + b'{"choose": ["more"]}\n' + skip * 10
    words = '{"text": "größere dashboards, 数据"}\n'.encode()

    ended = whichrole(
        "chat", "--jsonl", "--db", address(database), typed=walk + words, environ=environ
    )

    assert "größere dashboards, 数据" in json.loads(ended.out.splitlines()[-2])["body"]
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("way", first(1, [signal.SIGTERM, signal.SIGINT]))
def test_a_signal_in_the_middle_loses_nothing_and_says_nothing(
    database: Path, way: signal.Signals
) -> None:
    with at_first_question(database) as program:
        (acknowledged,) = program.choose("not-sure")
        program.send(b'{"text": "why"}\n' * 2_000)
        time.sleep(random.uniform(0, 0.1))
        program.process.send_signal(way)
        out, errors = program.process.communicate(timeout=PATIENCE)
    with Program(database) as program:
        standing = program.standing[-1]

    assert program.process.returncode != 0
    assert errors == b""
    assert out.count(b"turn-end") < 2_000
    assert ids(standing) == ids(acknowledged)
    assert standing["progress"] == acknowledged["progress"]


def test_a_reader_that_leaves_gets_no_traceback_and_finds_the_question_again(
    database: Path,
) -> None:
    with at_first_question(database) as program:
        assert program.process.stdout is not None
        program.process.stdout.close()
        program.send({"choose": ["not-sure"]})
        code, errors = wait_until_gone(program)

    assert (code, errors) == (1, "")
    assert rows(database, "SELECT question, manner FROM answers") == [(FIRST, "not-sure")]


def test_a_reader_that_never_was_gets_one_sentence(database: Path) -> None:
    ended = whichrole("chat", "--jsonl", "--db", address(database), redirected=">&-")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "whichrole: Standard output is closed, so there is nowhere to answer.\n"
    )


def test_a_full_disk_behind_the_output_gets_one_sentence(database: Path) -> None:
    ended = whichrole("chat", "--jsonl", "--db", address(database), redirected=">/dev/full")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == (
        "whichrole: Standard output cannot be written: No space left on device.\n"
    )


def test_an_input_that_was_closed_ended_and_a_newcomer_gets_no_card_unasked(
    database: Path,
) -> None:
    ended = whichrole("chat", "--jsonl", "--db", address(database), redirected="<&-")

    assert (ended.code, ended.out, ended.err) == (0, '{"type": "turn-end"}\n', "")
