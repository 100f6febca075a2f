import json
from io import BytesIO

import pytest

from bot.adapters.terminal.lines import JsonLines, from_card
from bot.adapters.terminal.surface import Garbled, Heard, Pressed, Said
from bot.cards import (
    NOWHERE,
    Attachment,
    Bar,
    Card,
    Choice,
    Place,
    Progress,
    Result,
    Several,
    WeekMark,
)
from bot.errors import DeliveryError
from tests.fakes.message import message

PLACE = Place(conversation=1, version=4, question="pace")
ASKING = Card("Fast or slow?", PLACE, choices=(Choice("a", "Fast"), Choice("b", "Slow")))
DEEP = b'{"choose":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


class Full(BytesIO):
    """A disk with no room left."""

    def write(self, _: object) -> int:
        raise OSError(28, "No space left on device")


class Gone(BytesIO):
    """A pipe whose reader has left."""

    def flush(self) -> None:
        raise BrokenPipeError(32, "Broken pipe")


def heard(line: bytes) -> Heard:
    lines = JsonLines(BytesIO())
    lines.show(ASKING)
    return lines.hear(line)


def test_a_plain_card_has_the_five_promised_keys_and_no_other() -> None:
    line = from_card(ASKING)

    assert line == {
        "type": "message",
        "body": "Fast or slow?",
        "choices": [{"id": "a", "label": "Fast"}, {"id": "b", "label": "Slow"}],
        "multi": False,
        "private": True,
    }


def test_a_card_for_everybody_says_so() -> None:
    line = from_card(Card("Look at this", private=False))

    assert line["private"] is False


def test_a_card_with_several_ticks_tells_how_many() -> None:
    line = from_card(Card("Which?", several=Several(least=1, most=3)))

    assert (line["multi"], line["min"], line["max"]) == (True, 1, 3)


def test_what_was_done_stands_above_the_text() -> None:
    line = from_card(Card("Fast or slow?", recap="2. Tools: SQL"))

    assert line["body"] == "2. Tools: SQL\n\nFast or slow?"


def test_progress_goes_along() -> None:
    line = from_card(Card("Fast or slow?", progress=Progress(at=3, of=8)))

    assert line["progress"] == {"at": 3, "of": 8}


def test_a_problem_is_marked_as_an_error() -> None:
    line = from_card(Card("That is not a choice here.", problem=True))

    assert line["error"] is True


def test_controls_are_typed_and_so_no_choices() -> None:
    line = from_card(Card("Fast or slow?", controls=(Choice("back", "Back"),)))

    assert line["choices"] == []
    assert "controls" not in line


def test_on_a_list_of_several_pages_they_can_be_chosen() -> None:
    line = from_card(
        Card("Many.", Place(0, 0, "status.0"), controls=(Choice("page-1", "Next"),))
    )

    assert line["controls"] == [{"id": "page-1", "label": "Next"}]


def test_a_summary_carries_its_result_as_json_writes_it() -> None:
    result = Result("analyst", {"analyst": 0.75, "engineer": 0.25}, ("you like charts",), None)

    line = from_card(Card("Analyst.", result=result, chart=(Bar("Analyst", 0.75),)))

    assert json.loads(json.dumps(line))["result"] == {
        "role": "analyst",
        "fits": {"analyst": 0.75, "engineer": 0.25},
        "reasons": ["you like charts"],
        "flip": None,
    }


def test_the_progress_carries_its_weeks_as_json_writes_them() -> None:
    line = from_card(Card("Progress", weeks=(WeekMark(3, "Clean tables", "done", kept=True),)))

    assert json.loads(json.dumps(line))["weeks"] == [
        {"number": 3, "label": "Clean tables", "mark": "done", "kept": True}
    ]
    assert "weeks" not in from_card(Card("Hello"))


def test_each_message_is_one_line_of_utf_8() -> None:
    out = BytesIO()

    JsonLines(out).show(Card("naïve · 数据\nsecond line"))

    assert out.getvalue().count(b"\n") == 1
    assert json.loads(out.getvalue().decode())["body"] == "naïve · 数据\nsecond line"


async def test_delivering_a_message_writes_its_card() -> None:
    out = BytesIO()

    await JsonLines(out).deliver(message(), ASKING)

    assert json.loads(out.getvalue()) == from_card(ASKING)


def test_the_turns_end_is_a_line_of_its_own() -> None:
    out = BytesIO()

    JsonLines(out).ready()

    assert json.loads(out.getvalue()) == {"type": "turn-end"}


def test_the_end_of_the_input_needs_no_line() -> None:
    out = BytesIO()

    JsonLines(out).close()

    assert out.getvalue() == b""


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (b'{"text": "why"}', Said("why", PLACE)),
        (b'{"text": ""}', Said("", PLACE)),
        (b'{"text": "why", "later": [1], "v": null}', Said("why", PLACE)),
        (b'  {"text":"na\\u00efve"}\r', Said("naïve", PLACE)),
        ('{"text": "数据"}'.encode(), Said("数据", PLACE)),
        (b'{"choose": ["a"]}', Pressed(PLACE, frozenset({"a"}))),
        (b'{"choose": ["b", "a", "b"], "v": 1}', Pressed(PLACE, frozenset({"a", "b"}))),
        (b'{"choose": []}', Pressed(PLACE, frozenset())),
    ],
)
def test_a_good_line_is_words_or_choices_whatever_else_it_holds(
    line: bytes, meant: Heard
) -> None:
    assert heard(line) == meant


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"   ",
        b"back",
        b"{",
        b"null",
        b"17",
        b'"back"',
        b'["back"]',
        b"{}",
        b'{"say": "back"}',
        b'{"Text": "back"}',
        b'{"text": 1}',
        b'{"text": null}',
        b'{"text": ["back"]}',
        b'{"choose": "a"}',
        b'{"choose": null}',
        b'{"choose": {"a": true}}',
        b'{"choose": ["a", 1]}',
        b'{"choose": [["a"]]}',
        b'{"choose": [null]}',
        b'{"text": "back", "choose": ["a"]}',
        b'{"text": "back"} {"text": "back"}',
        b'{"text": "back", "choose": null}',
        b"\xff\xfe\x00\x01",
        b"\x00" * 40,
        b'{"text": "\xff"}',
        DEEP,
        b'{"choose": [' + b"9" * 5_000 + b"]}",
        b"9" * 5_000,
    ],
    ids=lambda line: repr(line[:24]),
)
def test_any_other_line_is_no_input(line: bytes) -> None:
    assert heard(line) == Garbled()


def test_a_click_belongs_to_the_card_that_was_shown_last() -> None:
    lines = JsonLines(BytesIO())
    lines.show(ASKING)
    lines.show(Card("Next", Place(1, 5, "tools")))

    click = lines.hear(b'{"choose": ["a"]}')

    assert click == Pressed(Place(1, 5, "tools"), frozenset({"a"}))


def test_a_card_without_a_place_leaves_the_click_where_it_was() -> None:
    lines = JsonLines(BytesIO())
    lines.show(ASKING)
    lines.show(Card("The database is busy.", problem=True))

    click = lines.hear(b'{"choose": ["a"]}')

    assert click == Pressed(PLACE, frozenset({"a"}))


def test_a_click_before_any_card_is_nowhere() -> None:
    click = JsonLines(BytesIO()).hear(b'{"choose": ["a"]}')

    assert click == Pressed(NOWHERE, frozenset({"a"}))


def test_output_that_the_system_refuses_is_a_delivery_error() -> None:
    with pytest.raises(DeliveryError, match=r"cannot be written: No space left on device\."):
        JsonLines(Full()).ready()


def test_a_reader_that_left_is_a_broken_pipe_for_the_command_line() -> None:
    with pytest.raises(BrokenPipeError):
        JsonLines(Gone()).ready()


def test_a_file_comes_with_its_card() -> None:
    out = BytesIO()

    JsonLines(out).show(Card("Yours.", file=Attachment("mine.json", "{}")))

    line = json.loads(out.getvalue())
    assert line["file"] == {"name": "mine.json", "text": "{}"}


def test_after_a_card_of_no_conversation_a_click_is_on_nothing() -> None:
    lines = JsonLines(BytesIO())
    lines.show(Card("A question.", place=Place(1, 2)))
    lines.show(Card("Goodbye.", place=NOWHERE))

    heard = lines.hear(b'{"choose": ["a"]}')

    assert heard == Pressed(NOWHERE, frozenset({"a"}))
