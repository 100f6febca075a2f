"""A mentor asks for their list of mentees, among few people and among a hundred times as many.

Everybody has answered questions and takes weekly steps; the mentees are scattered over all of
them. It is the whole answer of the desk, from the command to the card, with the looks that are
noted; only the platform is none, which says who is a member. What a list costs must follow the
own mentees, and not who exists.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from bot.bench.measured import (
    Benchmark,
    Measured,
    Sizes,
    Tell,
    against_floor,
    alternated,
    quantile,
)
from bot.bench.members import StandingClock, opened
from bot.bench.places import scratch_folder
from bot.bench.walks import AT
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.effects import KeepAnswer, Turn
from bot.engine.mentoring.values import Item, Origin, State
from bot.engine.plans import planning
from bot.engine.plans.plan import CheckIn, Week
from bot.engine.schedule import Schedule, next_due
from bot.engine.state import Conversation, Picked, Stage
from bot.engine.weekly.values import Agenda, Weekly
from bot.paths import content_folder
from bot.ports.inbound import Address, EventKey
from bot.ports.mentoring import Around, Caller, Change, Community, Pairing
from bot.ports.roster import Membership
from bot.store.schema import metadata
from bot.store.sqlite import SqliteStore
from bot.usecases.access import Access
from bot.usecases.mentors.asking import MENTEE_STATUS, Asked
from bot.usecases.mentors.desk import Desk

READS = 20
MILLISECONDS = 1_000
ANSWERS, WEEKS = 8, 12
HERE = Community("slack", "T1")
MENTOR = Address("slack", "T1", "mentor")

_NUMBERED = {
    "person": {"id": "number"},
    "account": {"id": "number", "person_id": "number", "user": "'U' || number"},
    "conversation": {"id": "number", "person_id": "number"},
    "answers": {"conversation_id": "number"},
    "plan": {"person_id": "number"},
    "due": {"person_id": "number", "account_id": "number"},
}
"""What differs from one person's rows to another's."""


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """The median list in milliseconds per round, against that among few people."""
    catalog = load(content_folder())
    with scratch_folder() as folder, asyncio.Runner() as runner:
        stores = [
            runner.run(_peopled(catalog, folder / f"{people}.db", people, sizes.mentees))
            for people in (sizes.few, sizes.many)
        ]

        def lists(store: SqliteStore) -> Callable[[], float]:
            access = Access(store.mentee_facts, catalog, StandingClock())
            desk = _desk(store, access, catalog)
            return lambda: quantile(runner.run(_answers(desk, access, sizes.mentees)), 0.5)

        try:
            among_few, among_many = map(lists, stores)
            pairs = alternated(sizes.rounds, sizes.spare, among_few, among_many, tell)
        finally:
            for store in stores:
                runner.run(store.close())
    return against_floor("p50", pairs)


class _Members:
    """A platform on which everybody is a full member of every community."""

    async def membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        """See ``ports.roster.Roster.membership``."""
        return Membership(is_member=True)

    async def find(self, name: str, community: Community) -> Address | None:
        """See ``ports.roster.Roster.find``."""
        return None


def _desk(store: SqliteStore, access: Access, catalog: Catalog) -> Desk:
    """The desk at which the mentor asks."""
    rosters = {HERE.platform: _Members()}
    return Desk(store.mentoring, access, rosters, catalog, StandingClock())


async def _answers(desk: Desk, access: Access, mentees: int) -> list[float]:
    """Milliseconds of each list.

    Raises:
        RuntimeError: there was no list, or not all mentees were found where they stand.
    """
    caller, times = Caller(MENTOR, "Kim", HERE), []
    for _ in range(READS):
        start = perf_counter()
        card = await desk.answer(caller, EventKey("list"), Asked(MENTEE_STATUS))
        times.append((perf_counter() - start) * MILLISECONDS)
    if not card.choices:
        raise RuntimeError(f"the list names nobody: {card.body}")
    found = await access.mentees(caller, [HERE], {})
    if len([one for one in found if one.seen.plan and one.seen.role]) != mentees:
        raise RuntimeError(f"{len(found)} of {mentees} mentees were found")
    return times


async def _peopled(catalog: Catalog, path: Path, people: int, mentees: int) -> SqliteStore:
    """The store of so many people, some of whom are the mentor's."""
    store = opened(path)
    await store.turn(EventKey("first"), Address("slack", "T1", "U1"), _in_the_middle(catalog))
    _multiply(path, people)
    by = Caller(MENTOR, "Kim", HERE)
    await store.mentoring.change_mentor(
        EventKey("mentor"), HERE, by, MENTOR, "Kim", is_one=True
    )
    for place in range(mentees):
        await _pair(store, Address("slack", "T1", f"U{1 + place * (people // mentees)}"))
    return store


def _in_the_middle(catalog: Catalog) -> Callable[[Conversation], Turn]:
    """Makes of a newcomer somebody with answers, and with weeks behind them."""
    role = next(iter(catalog.roles))
    plan = planning.begin(catalog, role, {})
    weeks = tuple(
        Week(number + 1, step, plan.size, CheckIn.DONE, AT - timedelta(weeks=WEEKS - number))
        for number, step in enumerate(plan.upcoming[:WEEKS])
    )
    schedule = Schedule(AT.weekday(), AT.time(), "UTC", AT.date())
    agenda = Agenda(schedule, next_due(schedule, AT), nudged=WEEKS)
    weekly = Weekly(replace(plan, past=weeks, upcoming=plan.upcoming[WEEKS:]), agenda)
    questions = list(catalog.questions.values())[:ANSWERS]
    kept = [
        KeepAnswer(one.id, Picked(frozenset([*one.options][:1])), "bench", AT)
        for one in questions
    ]

    def step(before: Conversation) -> Turn:
        return Turn(
            replace(before, version=1, stage=Stage.WEEK, chosen=role, weekly=weekly),
            tuple(kept),
        )

    return step


def _multiply(path: Path, people: int) -> None:
    """Give everybody the rows of the first person, under numbers of their own."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF").close()
        connection.execute("BEGIN")
        for table, numbered in _NUMBERED.items():
            kept = [one.name for one in metadata.tables[table].c]
            names = [one for one in kept if one != "id" or "id" in numbered]
            values = [numbered.get(one, f'first."{one}"') for one in names]
            quoted = [f'"{one}"' for one in names]
            whose = "conversation_id" if table == "answers" else next(iter(numbered))
            connection.execute(
                f"WITH RECURSIVE everybody(number) AS (VALUES (2) UNION ALL "  # noqa: S608 - our names
                f"SELECT number + 1 FROM everybody WHERE number < {people}) "
                f"INSERT INTO {table} ({', '.join(quoted)}) SELECT {', '.join(values)} "
                f"FROM everybody JOIN {table} AS first ON first.{whose} = 1"
            )
        connection.execute("COMMIT")


async def _pair(store: SqliteStore, mentee: Address) -> None:
    """Make somebody the mentor's mentee, who shares everything."""
    wanted = Pairing(0, HERE, State.ACTIVE, Origin.ASSIGNED, MENTOR, mentee, opened_at=AT)

    def as_wanted(around: Around, _: object) -> Change:
        return Change(around.pairing)

    def shared(around: Around, _: object) -> Change:
        return Change(replace(around.pairing, consents=frozenset(Item)))

    key = f"pair {mentee.user}"
    made = await store.mentoring.open_pairing(EventKey(key), MENTOR, wanted, as_wanted)
    number = made.after.id if made.after else 0
    await store.mentoring.change_pairing(EventKey(f"{key} shares"), mentee, number, shared)


BENCHMARK = Benchmark(
    name="mentee_status",
    says="a mentor asks for their list of 50 mentees, among 100,000 people; floor: among 1,000",
    unit="ms",
    figures=("p50",),
    has_floor=True,
    measure=measure,
)
