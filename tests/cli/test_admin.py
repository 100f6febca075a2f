"""Whoever runs the program looks after a community from the command line."""

import asyncio
import csv
import re
import stat
from io import StringIO
from pathlib import Path

import pytest

from bot.engine.mentoring.values import State
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Caller, Community
from bot.store.sqlite import SqliteStore
from tests.cli.running import Ran, Start, address
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.pairs import pair, paired, speak
from tests.fakes.step import saying

HERE = Community("terminal", "")
KIM, SAM = (Address("terminal", "", name) for name in ("kim", "sam"))


@pytest.fixture
def admin(start: Start, database: Path) -> Start:
    """Runs ``whichrole admin`` over a database that Kim and Sam have talked in."""

    async def talk() -> None:
        async with opened(database, FakeClock()) as store:
            for one in (KIM, SAM):
                await store.turn(EventKey(one.user), one, saying("hello"))
            await workspace(store)

    asyncio.run(talk())

    def run(*words: str, typed: str = "") -> Ran:
        return start("admin", *words, "--db", address(database), typed=typed)

    return run


async def workspace(store: SqliteStore) -> None:
    """A workspace with a pair, and somebody who looks for a mentor."""
    await store.arrive("slack", "T1")
    await store.arrive("discord", "42")
    await paired(store)
    await speak(store, Address("slack", "T1", "eve"))
    await paired(
        store, pair(mentor=None, mentee=Address("slack", "T1", "eve"), state=State.ASKED)
    )


def test_mentors_are_named_listed_and_taken_off_again(admin: Start) -> None:
    added = admin("mentors", "add", "kim")
    listed = admin("mentors")
    removed = admin("mentors", "remove", "kim")

    assert (added.code, added.out) == (0, "kim is a mentor here now.\n")
    assert "kim · 0 of 5 mentees" in listed.out
    assert removed.out.startswith("kim stands on the list of mentors no longer")
    assert "Nobody is a mentor here yet." in admin("mentors").out


def test_a_mentor_and_a_mentee_are_made_a_pair(admin: Start) -> None:
    admin("mentors", "add", "kim")

    ran = admin("mentors", "assign", "kim", "sam")

    assert ran.out == "kim is the mentor of sam now. What is shared, sam decides.\n"
    assert "kim · 1 of 5 mentees" in admin("mentors").out


def test_a_long_log_is_printed_to_its_end(admin: Start, database: Path) -> None:
    async def change() -> None:
        async with opened(database, FakeClock()) as store:
            for number in range(20):
                await store.mentoring.change_wording(
                    HERE, Caller(KIM, "Kim", HERE), "old-card", f"Old {number}."
                )

    asyncio.run(change())

    ran = admin("log")

    assert re.findall(r"Old (\d+)", ran.out) == [str(one) for one in range(19, -1, -1)]
    assert (ran.code, ran.err) == (0, "")


def test_ours_without_a_key_changes_nothing(admin: Start, database: Path) -> None:
    async def change() -> None:
        async with opened(database, FakeClock()) as store:
            for key in ("old-card", "torn", "help", "resting", *_NINE):
                await store.mentoring.change_wording(HERE, Caller(KIM, "Kim", HERE), key, "So.")

    asyncio.run(change())

    ran = admin("wording", "--ours")

    assert ran.code == 0
    assert ran.out.count("So.") == 13


_NINE = [f"key-{number}" for number in range(9)]


def test_whoever_never_talked_here_is_unknown_and_becomes_no_mentor(admin: Start) -> None:
    ran = admin("mentors", "add", "eve")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Nobody has talked with me here under the name eve yet")
    assert "Nobody is a mentor here yet." in admin("mentors").out


def test_elsewhere_people_are_named_by_their_ids(admin: Start) -> None:
    there = ("--platform", "slack", "--community", "T1")

    added = admin("mentors", "add", "U77", *there)
    grouped = admin("mentors", "group", "S1", *there)

    assert (added.out, grouped.out) == (
        "U77 is a mentor here now.\n",
        "Whoever is in the group S1 is a mentor, too.\n",
    )
    told = admin("mentors", *there).out
    assert "U77 · 0 of 5 mentees" in told
    assert "Whoever is in the group S1 is a mentor, too." in told
    assert "Nobody is a mentor here yet." in admin("mentors").out


def test_accounts_on_discord_belong_to_no_server(admin: Start) -> None:
    there = ("--platform", "discord", "--community", "42")

    ran = admin("mentors", "add", "771234567890123456", *there)

    assert ran.out == "771234567890123456 is a mentor here now.\n"
    assert "771234567890123456 · 0 of 5 mentees" in admin("mentors", *there).out


@pytest.mark.parametrize(("platform", "community"), [("slack", "T1"), ("discord", "42")])
def test_elsewhere_a_name_is_no_id_and_it_is_told_what_one_looks_like(
    admin: Start, platform: str, community: str
) -> None:
    there = ("--platform", platform, "--community", community)

    ran = admin("mentors", "add", "Kim", *there)

    assert ran.code == 1
    assert "Kim is no id" in ran.err
    assert "One is " in ran.err
    assert "Nobody is a mentor here yet." in admin("mentors", *there).out


def test_a_channel_for_those_who_join_is_set_and_taken_back(admin: Start) -> None:
    there = ("--platform", "slack", "--community", "T1")

    how = admin("roles", *there)
    given = admin("roles", "channel", "C1", *there)
    taken = admin("roles", "channel", *there)
    log = admin("log", *there).out

    assert how.out.startswith("roles channel with the id of a channel")
    assert given.out == "Whoever joins the channel C1 is asked about weekly steps.\n"
    assert taken.out == "I have taken that back.\n"
    assert "whoever runs me: channel for steps: “C1”" in log


def test_thresholds_are_told_and_set_and_taken_back(admin: Start) -> None:
    usual = admin("thresholds")
    changed = admin("thresholds", "silent-days", "14", "not-yet", "3")
    strange = admin("thresholds", "silent-days", "none")

    assert usual.out == (
        "Days without a word before a mentor is told: 21. So often “not yet” in a row: 2.\n"
    )
    assert changed.out.startswith("Days without a word before a mentor is told: 14.")
    assert (strange.code, strange.out) == (1, "")
    assert "at most 365 days and 12 times" in strange.err
    assert admin("thresholds", "silent-days", "usual", "not-yet", "usual").out == usual.out


def test_a_sentence_is_shown_and_used_once_that_is_agreed_to(admin: Start) -> None:
    hesitated = admin("wording", "old-card", "That is old.", typed="n\n")
    none = admin("wording")
    agreed = admin("wording", "old-card", "That is old.", typed="y\n")
    at_once = admin("wording", "old-card", "Long gone.", "--yes")

    assert "would read from now on" in hesitated.out
    assert "That is old." not in none.out
    assert agreed.out.endswith("old-card reads so from now on.\n")
    assert at_once.out.endswith("old-card reads so from now on.\n")
    assert "Long gone." in admin("wording", "old-card").out


def test_a_sentence_is_taken_back(admin: Start) -> None:
    admin("wording", "old-card", "That is old.", "--yes")

    ran = admin("wording", "old-card", "--ours")

    assert ran.out.endswith("old-card reads as it did at first.\n")
    assert "That is old." not in admin("wording").out


def test_F56_a_sentence_that_does_not_hold_is_refused(admin: Start) -> None:
    ran = admin("wording", "old-card", "Hello $stranger", "--yes")

    assert (ran.code, ran.out) == (1, "")
    assert "$stranger is not known here" in ran.err


def test_who_changed_what_is_told(admin: Start) -> None:
    before = admin("log")
    admin("mentors", "add", "kim")

    ran = admin("log")

    assert before.out == "Nobody has changed anything here yet.\n"
    assert "whoever runs me: mentor added: “kim”" in ran.out


def test_requests_that_wait_are_told(admin: Start) -> None:
    nobody = admin("waiting")
    somebody = admin("waiting", "--platform", "slack", "--community", "T1")

    assert nobody.out == "No request and no invitation is without an answer.\n"
    assert "eve the mentee asks any mentor here, since 1 January" in somebody.out


def test_few_people_are_not_counted(admin: Start) -> None:
    assert admin("dropoff").out.startswith("There is nothing to show before 5 people")


def table(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text)))


def test_A20_pairs_are_printed_without_what_people_wrote(admin: Start) -> None:
    ran = admin("pairs", "--platform", "slack", "--community", "T1")

    names, *lines = table(ran.out)
    assert names == ["community", "mentor", "mentee", "state", "origin", "opened", "began"]
    assert [line[1:4] for line in lines] == [
        ["kim the mentor", "sam the mentee", "active"],
        ["", "eve the mentee", "asked"],
    ]
    assert "words about" not in ran.out


def test_A20_chosen_columns_go_to_a_file_of_ones_own(admin: Start, tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    there = ("--platform", "slack", "--community", "T1", "--out", str(out))

    written = admin("pairs", "--columns", "mentee, words", *there)
    again = admin("pairs", *there)

    assert written.out == f"Written: {out}\n"
    assert table(out.read_text()) == [
        ["mentee", "words"],
        ["sam the mentee", "words about sam"],
        ["eve the mentee", "words about eve"],
    ]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert (again.code, again.err) == (
        1,
        f"whichrole: {out} exists already; --force replaces it.\n",
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["pairs", "--columns", "role"], "There is no column role; there are community,"),
        (["log", "--platform", "slack"], "There is no such community in this database."),
        (["log", "--community", "T1"], "There is no such community in this database."),
        (["log", "--platform", "slack", "--community", "T9"], "There is no such community"),
        (["log", "--platform", "discord", "--community", "43"], "There is no such community"),
        (
            ["log", "--platform", "foo"],
            "foo is no platform. --platform takes terminal, slack or",
        ),
        (["mentors", "group", "G1"], "There are no groups here"),
        (["roles", "channel", "C1"], "That works on Slack alone"),
        (["thresholds", "silent-days", "0"], "at most 365 days"),
        (["mentors", "assign", "kim", "sam"], "kim is no mentor here"),
        (["mentors", "add"], "Say mentors, or add or remove with a name"),
        (["mentors", "praise", "kim"], "Say mentors, or add or remove with a name"),
        (["mentors", "add", "@"], "A name has at least one character"),
        (["wording", "old-card", "Old.", "--ours"], "--ours takes your sentence away"),
    ],
)
def test_what_cannot_be_done_is_told(admin: Start, words: list[str], told: str) -> None:
    ran = admin(*words)

    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err
