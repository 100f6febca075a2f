import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bot.catalog import Catalog, Command
from bot.engine.events import Typed
from bot.engine.mentoring.values import Item, Note, Origin, Sharing, State
from bot.engine.weekly.values import Question
from bot.ports.administering import Setting
from bot.ports.inbound import Address, EventKey
from bot.ports.keeping import Keeping
from bot.ports.mentoring import Caller, Community, Pairing
from bot.ports.news import Held
from bot.ports.outbox import Message
from bot.store.mentoring.sqlite import SqliteMentoring
from bot.store.sqlite import SqliteStore
from bot.usecases.retention import retain
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.pairs import made_mentor, wanting_just
from tests.fakes.weekly import nudging, wanting, weekly

HERE = Community("terminal", "")
MENTOR, MENTEE, EVE = (Address("terminal", "", name) for name in ("kim", "lou", "eve"))

SILENCE = timedelta(days=520)
"""Long enough for a warning, not for more."""


@dataclass(frozen=True)
class Canary:
    """Somebody with words that nobody else says.

    Attributes:
        member: who.
        name: the name of their account.
        words: what they wrote in an answer.
    """

    member: Member
    name: str
    words: str

    @property
    def secrets(self) -> tuple[bytes, bytes]:
        """What must be nowhere once they are forgotten."""
        return self.name.encode(), self.words.encode()


async def two_with_rows_in_every_table(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> tuple[Canary, Canary]:
    """Two people who have done everything that one can do; another was forgotten."""
    sam = _canary(store, catalog, "sam-goldfinch", "quetzalcoatl")
    ana = _canary(store, catalog, "ana-bullfinch", "popocatepetl")
    for one in (sam, ana):
        await one.member.begins()
    clock.pass_by(SILENCE)
    await retain(store, Keeping())
    for one in (sam, ana):
        await _wants_weekly_steps(store, one)
    await store.serve_due(2, nudging)
    for one in (sam, ana):
        await store.mark_sent((await store.claim_left(one.member.address)).messages)
        await _does_everything(one)
        await store.keep_upload(one.member.address, f"F{one.words[0]}")
        await _has_a_mentor_and_a_mentee(store.mentoring, one)
        await store.mentee_facts.note_look(EVE, 1 if one is sam else 3, "eve", HERE, [])
        await _was_linked(store, one)
    await store.arrive("slack", "T1")
    await store.map_role("discord", "1", "data_engineer", "2")
    await store.mentoring.change_setting(HERE, _acting(sam), Setting.NOT_YET, "3")
    await store.mentoring.change_wording(HERE, _acting(ana), "help", "Ask kim.")
    stranger = Member(store, catalog, "stranger")
    await stranger.opens()
    await store.keep_upload(stranger.address, "F0")
    await store.forget(stranger.address)
    await store.settle([], [Held("slack", "T1", clock.now() + timedelta(days=1))])
    return sam, ana


async def _has_a_mentor_and_a_mentee(mentoring: SqliteMentoring, one: Canary) -> None:
    """Two pairings, each with somebody who has never spoken with us, and so has no rows."""
    they, key = one.member.address, f"pair {one.name[0]}"
    as_mentee = Pairing(
        0, HERE, State.ACTIVE, Origin.ASSIGNED, MENTOR, they, "kim", one.name, one.words
    )
    as_mentor = replace(as_mentee, mentor=they, mentee=MENTEE, mentor_name=one.name)
    shares = replace(as_mentee, consents=frozenset(Item))
    as_they_are = wanting_just(as_mentee), wanting_just(as_mentor)
    opened = await mentoring.open_pairing(EventKey(f"{key} 1"), they, as_mentee, as_they_are[0])
    assert opened.after is not None
    number = opened.after.id
    step = wanting_just(replace(shares, id=number))
    await mentoring.change_pairing(EventKey(f"{key} 2"), they, number, step)
    await mentoring.open_pairing(EventKey(f"{key} 3"), they, as_mentor, as_they_are[1])
    declined = wanting_just(replace(as_mentor, declined_by=frozenset({they})))
    await mentoring.change_pairing(EventKey(f"{key} 5"), they, number + 1, declined)
    note = Note(f"Ask about {one.words}.", Sharing.ONLY_ME, NOON)
    await mentoring.add_note(EventKey(f"{key} 4"), they, number + 1, note)
    await made_mentor(mentoring, HERE, they, one.name, _acting(one))


async def _was_linked(store: SqliteStore, one: Canary) -> None:
    """With an account that had weekly steps, and is gone again; now they want another."""
    they, mentoring = one.member.address, store.mentoring
    other = Address("terminal", "", f"home of {one.name[0]}")
    await store.turn(EventKey(f"home {one.name[0]}"), other, wanting(weekly()))
    await store.mark_sent((await store.claim_left(other)).messages)
    await mentoring.ask_code(
        EventKey(f"asks {one.name[0]}"), they, one.name, f"first {one.name[0]}"
    )
    key = EventKey(f"code {one.name[0]}")
    await mentoring.type_code(key, other, "", f"first {one.name[0]}")
    offered = await mentoring.offer(other, f"first {one.name[0]}")
    assert offered is not None
    await mentoring.agree(other, offered.number)
    proposed = await mentoring.proposal(they)
    assert proposed is not None
    await mentoring.confirm(they, proposed.number)
    await mentoring.unlink(they)
    await store.forget(other)
    await store.mark_sent((await store.claim_left(they)).messages)
    await mentoring.ask_code(
        EventKey(f"asks more {one.name[0]}"), they, one.name, f"second {one.name[0]}"
    )
    await mentoring.type_code(EventKey(f"wrong {one.name[0]}"), they, "", "wrong")


async def _wants_weekly_steps(store: SqliteStore, one: Canary) -> None:
    """Due at once, with words in whatever somebody writes about them."""
    question = Question(f"Who knows {one.words}?", NOON)
    wanted = replace(weekly(cue=f"after the {one.words}"), question=question)
    await store.turn(EventKey(f"weekly {one.name[0]}"), one.member.address, wanting(wanted))


def _acting(one: Canary) -> Caller:
    return Caller(one.member.address, one.name, HERE)


def _canary(store: SqliteStore, catalog: Catalog, name: str, words: str) -> Canary:
    """Their events have keys that do not name them, as those of the platforms."""
    member = Member(store, catalog, f"{len(name)}-{name[0]}")
    member.address = Address("terminal", "", name)
    return Canary(member, name, words)


async def _does_everything(one: Canary) -> None:
    """Reach a summary, choose a role, write an answer, look at what is kept, and retake."""
    await one.member.walks_to_the_end()
    await one.member.presses(choice="choose")
    card = await one.member.presses(choice="data_engineer")
    while not card.writes:
        offered = [choice.id for choice in card.choices]
        card = await one.member.presses(choice="more" if "more" in offered else "skip")
    await one.member.types(f"I love building pipelines for {one.words}")
    await one.member.asks(Command.EDIT)
    await one.member.asks(Command.MYDATA)
    await one.member.asks(Command.RETAKE)


async def forgets_themselves(one: Canary) -> tuple[Message, ...]:
    """Through the question, with a clear yes."""
    await one.member.asks(Command.FORGET_ME)
    return (await one.member.does(Typed(NOON, "yes, forget me"))).messages


def dump(database: Path) -> str:
    """Every row, as SQL."""
    with closing(sqlite3.connect(database)) as connection:
        return "\n".join(connection.iterdump())


def raw(database: Path) -> bytes:
    """The file and those that SQLite keeps beside it, as they lie on the disk."""
    return b"".join(
        path.read_bytes() for path in sorted(database.parent.glob(f"{database.name}*"))
    )


def counts(database: Path) -> dict[str, int]:
    """How many rows each of our tables has."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ours = set(rows(database, named)) - {"alembic_version"}
    return {name: rows(database, f"SELECT count(*) FROM {name}")[0] for name in sorted(ours)}
