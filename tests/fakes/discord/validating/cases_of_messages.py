"""Messages that Discord refuses."""

from typing import Any

from tests.fakes.discord.validating import samples
from tests.fakes.discord.validating.cases import MESSAGE, MESSAGES, WEBHOOK, Case
from tests.fakes.discord.validating.payloads import (
    CHART,
    button,
    container,
    file,
    gallery,
    layout,
    message,
    row,
    section,
    text,
    without,
    words,
)

EPHEMERAL = 1 << 6
NUMBERED: dict[str, Any] = {"id": 0, "filename": "chart.png"}
STAYS: dict[str, Any] = {"id": samples.INTERACTION, "filename": "chart.png"}
FILES = ("chart.png",)
POLL = {"question": {"text": "Why?"}, "answers": [{"poll_media": {"text": "So"}}]}
EMBED = {"title": "words"}


def rows(size: int) -> list[Any]:
    return [row(button(str(place))) for place in range(size)]


OF_MESSAGES = [
    Case(
        "content of 2,001 characters",
        "content: 2001 characters, 2000 at most",
        message(content=words(2_001)),
        message(content=words(2_000)),
    ),
    Case("no body", "body: there is none", None, message()),
    Case("nothing in it", "body: the message is empty", message(content=None), message()),
    Case("blanks in it", "body: the message is empty", message(content=" \n"), message()),
    Case(
        "no components in a new message of them",
        "components: a message with the flag IS_COMPONENTS_V2 is empty",
        {**layout(), "sticker_ids": None, "attachments": [NUMBERED]},
        layout(text(), attachments=[NUMBERED]),
        files=FILES,
    ),
    Case(
        "an edit that leaves no component",
        "components: a message with the flag IS_COMPONENTS_V2 is empty",
        layout(),
        layout(text()),
        request=("PATCH", MESSAGE),
    ),
    Case(
        "six rows",
        "components: 6 rows, 5 at most",
        message(*rows(6)),
        message(*rows(5)),
    ),
    Case(
        "text without the flag",
        "components/0: type 10 wants the flag IS_COMPONENTS_V2",
        message(text()),
        layout(text()),
    ),
    Case(
        "a container without the flag in an edit",
        "components/0: type 17 wants the flag IS_COMPONENTS_V2",
        message(container(text())),
        layout(container(text())),
        request=("PATCH", MESSAGE),
    ),
    *(
        Case(
            f"{field} beside components",
            f"{field}: a message with the flag IS_COMPONENTS_V2 takes none",
            layout(text(), **{field: told}),
            layout(text(), **{field: None}),
        )
        for field, told in (
            ("content", "words"),
            ("embeds", [EMBED]),
            ("poll", POLL),
            ("sticker_ids", [samples.ROLE]),
        )
    ),
    Case(
        "41 components",
        "components: 41 with the inner ones, 40 at most",
        layout(container(*[text() for _ in range(40)])),
        layout(container(*[text() for _ in range(39)])),
    ),
    Case(
        "41 components, of which two are inside others",
        "components: 41 with the inner ones, 40 at most",
        layout(*[text() for _ in range(38)], section(text())),
        layout(*[text() for _ in range(37)], section(text())),
    ),
    Case(
        "texts of 4,001 characters together",
        "components: texts of 4001 characters together, 4000 at most",
        layout(text(words(2_000)), container(text(words(2_001)))),
        layout(text(words(2_000)), container(text(words(2_000)))),
    ),
    Case(
        "a nonce of 26 characters",
        f"nonce: '{words(26)}' is longer than 25 characters",
        message(nonce=words(26)),
        message(nonce=words(25), enforce_nonce=True),
    ),
    Case(
        "a nonce that is enforced and is not there",
        "nonce: enforce_nonce is set, and there is none",
        message(enforce_nonce=True),
        message(nonce="n", enforce_nonce=True),
    ),
    Case(
        "no word on whom it calls",
        "allowed_mentions: there are none",
        without(message(), "allowed_mentions"),
        message(),
    ),
    Case(
        "no word on whom an edit calls",
        "allowed_mentions: there are none",
        without(layout(text()), "allowed_mentions"),
        layout(text()),
        request=("PATCH", f"{WEBHOOK}/messages/@original"),
    ),
    Case(
        "people that it may call",
        "allowed_mentions/parse: it is not empty",
        message(allowed_mentions={"parse": ["users"]}),
        message(allowed_mentions={"parse": [], "users": []}),
    ),
    Case(
        "no list of whom it may call",
        "allowed_mentions/parse: it is not empty",
        message(allowed_mentions={"users": []}),
        message(allowed_mentions={"parse": []}),
    ),
    Case(
        "somebody that it calls",
        "allowed_mentions/users: no message of ours calls anybody",
        message(allowed_mentions={"parse": [], "users": [samples.SAM]}),
        message(allowed_mentions={"parse": [], "users": []}),
    ),
    Case(
        "an author whom a reply calls",
        "allowed_mentions/replied_user: no message of ours calls anybody",
        message(allowed_mentions={"parse": [], "replied_user": True}),
        message(allowed_mentions={"parse": [], "replied_user": False}),
    ),
    Case(
        "a private message in a channel",
        "flags: only what belongs to an interaction is ephemeral",
        message(flags=EPHEMERAL),
        message(flags=4),
    ),
    Case(
        "a chart that is not there",
        "components/0/items/1/media/url: no file 'roles.png' came with it",
        layout(gallery(CHART, "attachment://roles.png")),
        layout(gallery(CHART, CHART, "https://a.example/a.png")),
        files=FILES,
    ),
    Case(
        "a file that is not there",
        "components/0/file/url: no file 'plan.md' came with it",
        layout(file("attachment://plan.md")),
        layout(file()),
        files=FILES,
    ),
    Case(
        "a picture in an embed that is not there",
        "embeds/0/image/url: no file 'chart.png' came with it",
        message(embeds=[{"image": {"url": CHART}}]),
        message(embeds=[{"image": {"url": "https://a.example/a.png"}}]),
    ),
    Case(
        "a chart that does not stay",
        "components/0/items/0/media/url: no file 'chart.png' came with it, nor stays",
        layout(gallery(CHART), attachments=[]),
        layout(gallery(CHART), attachments=[STAYS]),
        request=("PATCH", MESSAGE),
    ),
    Case(
        "a file that is listed and is not there",
        "attachments/1/id: no file 1 came with it",
        message(attachments=[NUMBERED, {"id": 1, "filename": "plan.md"}]),
        message(attachments=[NUMBERED]),
        files=FILES,
    ),
    Case(
        "a file that is listed by another name",
        "attachments/0/filename: the file is named 'chart.png'",
        message(attachments=[{"id": 0, "filename": "plan.md"}]),
        message(attachments=[NUMBERED]),
        files=FILES,
    ),
    Case(
        "an id of an attachment that is none",
        "attachments/0/id: 'first' does not match",
        message(attachments=[{"id": "first"}]),
        message(attachments=[{"id": "0"}]),
        files=FILES,
    ),
    Case(
        "a channel that is none",
        "channel_id: 'general' does not match",
        message(),
        message(),
        request=("POST", "/channels/general/messages"),
        path_of_twin=MESSAGES,
    ),
]
