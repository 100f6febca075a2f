"""Who sees nothing at the desk, whatever they ask, press, write or forge."""

import json
from collections import Counter
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.values import Item
from bot.ports.mentoring import Community
from tests.adapters.slack.test_forged import ODD, TEXTS
from tests.fakes.file import rows
from tests.fakes.slack.club import ADA, EVE, KIM, SAM, Club, account
from tests.fakes.slack.person import words
from tests.fakes.slack.served import Served
from tests.fakes.slack.workspace import Json

pytestmark = pytest.mark.usefixtures("no_gate")

ELSEWHERE = Community("slack", "T0ELSE")
GUILD = Community("discord", "T0WORK")
FORGERIES = 200
LETTERS = "SELECT kind FROM outbox WHERE kind NOT IN ('reply', 'standing')"
CHOICES = (
    *("accept", "really-end", "encourage", "open-1", "page-7", "share-all", "room-9"),
    *("ask-check-in", "note-both", "stop.role", "ours-again", "decline", "digest"),
)
COMMANDS = (
    *(("/mentee-status", text) for text in ("", f"@{SAM}", "quetzal", "Sam")),
    *(
        ("/mentor", text)
        for text in (
            *("", "accept", "decline", "end", "consent", "who-looked", "note Sam both: x"),
            *(f"encourage @{SAM}", f"note @{SAM} only-me: x", "encourage quetzal"),
        )
    ),
    *(
        ("/whichrole-admin", text)
        for text in ("", "mentors", "waiting", "dropoff", "log", "thresholds", "wording")
    ),
)


@pytest.fixture
async def club(served: Served) -> Club:
    """Kim is a mentor there."""
    club = Club(served)
    await club.opens()
    return club


def everything_told(club: Club) -> str:
    """All that left the program, to Slack or with an acknowledgement."""
    slack = club.served.slack
    sent = [dict(one.arguments) for one in slack.api.requests]
    answered = [told for _, _, told in slack.sockets.answered]
    return json.dumps([sent, answered], ensure_ascii=False)


@pytest.mark.parametrize("user", [KIM, ADA, SAM])
async def test_F60_nothing_of_another_tenant_crosses_whoever_asks_for_whatever(
    club: Club, user: str
) -> None:
    for number, tenant in enumerate((ELSEWHERE, GUILD)):
        name = f"Quetzal{number}"
        await club.names(user, tenant)
        await club.pairs(
            SAM, *Item, name=name, asks=f"Who knows {name}?", mentor=user, community=tenant
        )

    for command, text in COMMANDS:
        await club.asks(user, command, text)

    assert "Quetzal" not in everything_told(club)


async def test_F60_a_payload_that_names_another_tenant_is_nobodys(club: Club) -> None:
    await club.names(KIM, ELSEWHERE)
    await club.pairs(SAM, *Item, name="Quetzal", mentor=KIM, community=ELSEWHERE)
    kim, sockets = club.person(KIM), club.served.slack.sockets
    await kim.runs("/mentee-status")
    body = dict(sockets.told[-1][1]) | {"team_id": "T0ELSE"}

    for number, (command, text) in enumerate([*COMMANDS, ("/mentor", "ask")]):
        more = {"command": command, "text": text, "trigger_id": f"another.{number}"}
        await sockets.tell("slash_commands", body | more)
    await club.served.rests()

    assert "Quetzal" not in everything_told(club)
    assert len(await club.mentoring.pairings_of(account(KIM, ELSEWHERE))) == 1


STRANGE: dict[str, Json] = {
    "guest": {"is_restricted": True},
    "guest of one channel": {"is_ultra_restricted": True},
    "somebody from a shared channel": {"is_stranger": True},
    "somebody of another team": {"team_id": "T0ELSE"},
    "bot": {"is_bot": True},
    "somebody who left": {"deleted": True},
    "admin who is a guest": {"is_admin": True, "is_restricted": True},
}


@pytest.mark.parametrize("profile", STRANGE.values(), ids=STRANGE)
async def test_F61_a_mentor_who_is_no_full_member_any_more_sees_nothing(
    club: Club, profile: Json
) -> None:
    await club.pairs(SAM, *Item, name="Quetzal")
    listed = await club.asks(KIM, "/mentee-status")
    shown = words(listed.blocks)
    club.served.slack.workspace.profiles[KIM] = profile
    before = len(everything_told(club))

    again = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Quetzal", on=listed)

    assert "Quetzal" in shown
    assert "Quetzal" not in words(again.blocks)
    assert "Quetzal" not in words(listed.blocks)
    assert "Quetzal" not in everything_told(club)[before:]


@pytest.mark.parametrize("user", [ADA, EVE, SAM])
async def test_F61_nobody_but_the_mentor_sees_a_mentee(club: Club, user: str) -> None:
    """An admin without an assignment, a member, and the mentee: none of them is the mentor."""
    await club.pairs(SAM, *Item, name="Quetzal", asks="Who knows popocatepetl?")
    await club.served.rests()
    before = len(everything_told(club))

    for text in ("", f"@{SAM}", "Quetzal"):
        await club.asks(user, "/mentee-status", text)

    told = everything_told(club)[before:]
    assert "Quetzal" not in told
    assert "popocatepetl" not in told


async def test_F61_while_slack_does_not_answer_nobody_is_a_mentor(club: Club) -> None:
    await club.pairs(SAM, *Item, name="Quetzal")
    for _ in range(4):
        club.served.slack.plan.then("users.info", "internal_error")

    answer = await club.asks(KIM, "/mentee-status")

    assert "Quetzal" not in words(answer.blocks)


async def test_F64_nobody_not_yours_and_not_any_more_look_the_same_and_cost_the_same(
    club: Club, catalog: Catalog
) -> None:
    await club.names(EVE)
    await club.pairs("U0ANA", *Item, mentor=EVE)  # somebody else's
    await club.pairs("U0LEE", *Item)
    await club.served.rests()
    await club.asks(KIM, "/mentor", "end")
    await club.presses(KIM, "Yes, end it")
    await club.pairs(SAM, *Item)
    await club.asks(KIM, "/mentee-status")  # from now on her name is known
    told, asked = [], []
    for user in ("U0NOBODY", "U0ANA", "U0LEE"):
        before = len(club.served.slack.api.requests)
        told.append((await club.asks(KIM, "/mentee-status", f"@{user}")).content)
        made = club.served.slack.api.requests[before:]
        asked.append(Counter(one.method for one in made))

    texts = {words(one["blocks"]).strip() for one in told}
    assert texts == {catalog.say("status.not-found")}
    assert len({one["text"] for one in told}) == 1
    assert asked[0] == asked[1] == asked[2]
    assert asked[0]["users.info"] == 1  # about whoever asks, and nobody else


@pytest.mark.parametrize("words_of_it", ["note @{} both: x", "encourage @{}", "end @{}"])
async def test_F64_slack_is_asked_about_nobody_whom_a_mentor_names_to_themselves(
    club: Club, words_of_it: str
) -> None:
    await club.pairs(SAM, *Item)
    await club.asks(KIM, "/mentee-status")  # from now on her name is known
    before = len(club.served.slack.api.requests)

    await club.asks(KIM, "/mentor", words_of_it.format("U0NOBODY"))

    asked = [one.arguments.get("user") for one in club.served.slack.api.requests[before:]]
    assert "U0NOBODY" not in asked


async def test_F67_somebody_else_who_presses_a_letter_of_mine_changes_nothing(
    club: Club, catalog: Catalog, database: Path
) -> None:
    sam, eve = club.person(SAM), club.person(EVE)
    await sam.says("hello")
    await club.served.rests()
    await club.asks(KIM, "/mentor", f"invite @{SAM}")
    await club.served.rests()
    letter, before = sam.newest_card, what_stands(database)
    shown = words(letter.blocks)

    await club.presses(EVE, "Yes, gladly", on=letter)

    assert words(letter.blocks) == shown
    assert what_stands(database) == before
    assert eve.ephemeral[-1].text == catalog.say("desk.gone").replace("**", "")


async def test_F67_somebody_else_who_presses_what_only_i_see_reads_and_changes_nothing(
    club: Club, database: Path
) -> None:
    await club.pairs(SAM, *Item, name="Quetzal")
    listed = await club.asks(KIM, "/mentee-status")
    shown, before = words(listed.blocks), what_stands(database)

    await club.presses(EVE, "Quetzal", on=listed)

    assert words(listed.blocks) == shown
    assert what_stands(database) == before
    assert club.person(EVE).window == {}
    assert "Quetzal" not in club.person(EVE).ephemeral[-1].text


async def test_F67_a_window_of_mine_that_somebody_else_sends_keeps_nothing(
    club: Club, database: Path
) -> None:
    await club.pairs(SAM, *Item)
    listed = await club.asks(KIM, "/mentee-status")
    await club.presses(KIM, "Sam", on=listed)
    await club.presses_in_window(KIM, "Note for both of us")
    club.served.slack.workspace.windows[EVE] = dict(club.person(KIM).window)
    before = what_stands(database)

    answer = await club.person(EVE).submits("hers")
    await club.served.rests()

    assert answer["response_action"] == "errors"
    assert what_stands(database) == before


def what_stands(database: Path) -> list[Any]:
    """All that a forgery could change."""
    asked = (
        *("SELECT state FROM pairing", "SELECT item FROM consent", "SELECT id FROM note"),
        *("SELECT capacity FROM mentor", LETTERS),
        *("SELECT value FROM community_setting", "SELECT count(*) FROM wording"),
    )
    return [sorted(rows(database, one)) for one in asked]


def forged_press(random: Random, click: Json, number: int) -> Json:
    """A press whose place, choice and surroundings may be anything."""
    forged = deepcopy(click)
    (action,) = forged["actions"]
    view = random.choice(["status", "brief", "pairing", "consent", "note", "admin", "x", ""])
    about = random.choice(["0", "1", "2", "99", "-1", "9" * 18, "٣", "", "1.both"])
    owner = random.choice([EVE, EVE, EVE, KIM, ""])
    action |= {
        "action_ts": f"9.{number}",
        "block_id": f"{owner}/answers0:0:0:{view}.{about}",
        "action_id": random.choice(["wr.choose.0", "wr.ask.1", "wr.pick", "wr.type", "wr.x"]),
        "value": random.choice([*ODD, *CHOICES]),
    }
    if random.random() < 0.3:
        action["selected_option"] = {"value": random.choice(["open-1", *ODD])}
    if random.random() < 0.3:
        forged["container"] = random.choice(ODD)
    if random.random() < 0.2:
        action["block_id"] = random.choice(TEXTS)
    return forged


def forged_words(random: Random, press: Json, number: int) -> Json:
    """A window of the desk that was never opened, with words or without."""
    view = random.choice(["note", "question", "brief", "x"])
    about = random.choice(["1.only-me", "1.both", "1", "0", "x", "1.nobody"])
    owner = random.choice([EVE, EVE, KIM, ""])
    return {
        **{name: press[name] for name in ("user", "team", "trigger_id", "api_app_id")},
        "type": "view_submission",
        "view": {
            "id": f"V{number}", "hash": f"{number}", "type": "modal", "callback_id": "wr.desk",
            "private_metadata": f"{owner}/words:0:0:{view}.{about}",
            "state": {"values": {"words": {"wr.words": {"value": random.choice(ODD)}}}},
        },
    }  # fmt: skip


@pytest.mark.parametrize("forge", [forged_press, forged_words])
async def test_F66_whatever_is_forged_at_the_desk_changes_nothing_and_shows_nothing(
    club: Club, database: Path, forge: Any
) -> None:
    random, sockets = Random(8), club.served.slack.sockets
    await club.pairs(SAM, *Item, name="Quetzal", asks="Who knows popocatepetl?")
    eve = club.person(EVE)
    await eve.says("hello")
    await club.served.rests()
    await club.presses(EVE, "Start")
    press, before = dict(sockets.told[-1][1]), what_stands(database)
    start = len(everything_told(club))

    for number in range(FORGERIES):
        await eve.sends(forge(random, press, number))
    await club.served.rests()

    told = everything_told(club)[start:]
    assert sockets.unacknowledged == []
    assert what_stands(database) == before
    assert "Quetzal" not in told
    assert "popocatepetl" not in told
