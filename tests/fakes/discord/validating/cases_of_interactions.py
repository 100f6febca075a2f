"""Answers to interactions that Discord refuses, windows among them."""

from typing import Any

from tests.fakes.discord.validating.cases import CALLBACK, MESSAGES, WEBHOOK, Case
from tests.fakes.discord.validating.payloads import (
    button,
    choices,
    label,
    layout,
    message,
    modal,
    option,
    row,
    select,
    text,
    text_input,
    without,
    words,
)

EPHEMERAL = 1 << 6
ANSWERING = ("POST", CALLBACK)


def case(about: str, said: str, broken: Any, twin: Any) -> Case:
    return Case(about, said, broken, twin, request=ANSWERING)


def answering(kind: int, told: Any = None) -> Any:
    return {"type": kind} if told is None else {"type": kind, "data": told}


def labels(size: int) -> list[Any]:
    return [label(text_input(str(place))) for place in range(size)]


def offering(size: int) -> Any:
    return answering(8, {"choices": choices(size)})


FIRST = "data/components/0"

OF_CALLBACKS = [
    case("no such type", "body: nothing of type 2 may stand here", answering(2), answering(6)),
    case(
        "no message in an answer with one",
        "data: a callback of type 4 has a message",
        answering(4),
        answering(4, message()),
    ),
    case(
        "no message in an edit",
        "data: a callback of type 7 has a message",
        answering(7),
        answering(7, layout(text())),
    ),
    case(
        "an answer that says nothing",
        "data/body: the message is empty",
        answering(4, message(content="")),
        answering(4, message()),
    ),
    case(
        "an answer of 2,001 characters",
        "data/content: 'www",
        answering(7, message(content=words(2_001), flags=4)),
        answering(7, message(content=words(2_000), flags=4)),
    ),
    case(
        "an answer that breaks a rule of components",
        "data/components/0/components/0/custom_id: a button of style 2 has none",
        answering(4, layout(row(without(button(), "custom_id")))),
        answering(4, layout(row(button()), flags=1 << 15 | EPHEMERAL)),
    ),
    case(
        "an edit that may call somebody",
        "data/allowed_mentions: there are none",
        answering(7, without(layout(text()), "allowed_mentions")),
        answering(7, layout(text())),
    ),
    case(
        "words in a promise of a message",
        "data/content: a callback of type 5 shows nothing yet",
        answering(5, {"content": "words", "flags": EPHEMERAL}),
        answering(5, {"flags": EPHEMERAL}),
    ),
    case(
        "a message in a promise of an edit",
        "data: a callback of type 6 has none",
        answering(6, message()),
        answering(6),
    ),
    case(
        "a message in an answer to a ping",
        "data: a callback of type 1 has none",
        answering(1, message()),
        answering(1),
    ),
    case(
        "26 suggestions",
        "data/choices: ",
        offering(26),
        offering(25),
    ),
    Case(
        "a private message where nobody interacted",
        "flags: only what belongs to an interaction is ephemeral",
        message(flags=EPHEMERAL),
        message(flags=EPHEMERAL),
        request=("POST", MESSAGES),
        path_of_twin=WEBHOOK,
    ),
]

OF_WINDOWS = [
    case(
        "six fields in a window",
        "data/components: 6 of them, 5 at most",
        modal(*labels(6)),
        modal(*labels(5)),
    ),
    case(
        "a window with a title of 46 characters",
        "data/title: 'www",
        modal(title=words(46)),
        modal(title=words(45)),
    ),
    case("a window with an empty title", "data/title: ''", modal(title=""), modal(title="T")),
    case(
        "a custom id of a window of 101 characters",
        "data/custom_id: 'www",
        modal(custom_id=words(101)),
        modal(custom_id=words(100)),
    ),
    case(
        "a window without a custom id",
        'data: "custom_id" is a required property',
        {"type": 9, "data": without(modal()["data"], "custom_id")},
        modal(),
    ),
    case("a window of nothing", "data/components: []", modal(components=[]), modal()),
    case(
        "a custom id of two fields",
        "custom_id: 'write' stands 2 times",
        modal(label(), label()),
        modal(label(), label(text_input("other"))),
    ),
    case(
        "a label of 46 characters",
        f"{FIRST}/label: 'www",
        modal(label(label=words(46))),
        modal(label(label=words(45))),
    ),
    case(
        "a field without a label",
        f"{FIRST}: a text input in a row has no label",
        modal(row(text_input())),
        modal(row(text_input(label="Label"))),
    ),
    case(
        "more characters of a field at least than at most",
        f"{FIRST}/component/min_length: at least 3 characters, and at most 2",
        modal(label(text_input(min_length=3, max_length=2))),
        modal(label(text_input(min_length=2, max_length=2))),
    ),
    case(
        "a select of one value twice",
        f"{FIRST}/component/options: the value 'a' stands 2 times",
        modal(label(select(options=[option("a"), option("a")]))),
        modal(label(select(options=[option("a"), option("b")]))),
    ),
    case(
        "more boxes to tick than there are",
        f"{FIRST}/component/max_values: 3 of 2 options",
        modal(
            label(
                {
                    "type": 22,
                    "custom_id": "tick",
                    "options": [option("a"), option("b")],
                    "max_values": 3,
                }
            )
        ),
        modal(label({"type": 22, "custom_id": "tick", "options": [option("a"), option("b")]})),
    ),
    case(
        "a button in a window",
        f"{FIRST}/component: nothing of type 2 may stand here",
        modal(label(button())),
        modal(label(select())),
    ),
]
