"""Rounds: whoever is due is served once, and what is written for them is written with it."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.engine.schedule import next_due
from bot.engine.weekly.values import Agenda, Weekly
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.news import Revoked, Unreachable
from bot.ports.nudges import Order, Served
from bot.ports.outbox import Dead, Kind, Reason, Sent
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.weekly import MONDAY, WEEK, nudging, ordering, wanting, weekly
from tests.sparing import first

SAM, KIM = (Address("slack", "T1", name) for name in ("sam", "kim"))
MANY = 500
ROUND = 50
NUDGE = Order(Kind.NUDGE, "2026-W10", NOON + WEEK)
WRITTEN = "SELECT kind, period, state, reason FROM outbox ORDER BY id"
EVERYTHING = ("SELECT * FROM plan", "SELECT * FROM due", "SELECT * FROM outbox")


async def wants(store: SqliteStore, account: Address, after: Weekly) -> None:
    key = EventKey(f"{account.user} wants {after.version}")
    await store.turn(key, account, wanting(after))


async def agenda_of(store: SqliteStore, account: Address = SAM) -> Agenda:
    here = await store.conversation(account)
    assert here is not None
    assert here.weekly is not None
    return here.weekly.agenda


async def test_what_is_due_is_written_and_what_comes_next_is_planned(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await wants(store, SAM, weekly())
    clock.pass_by(MONDAY - clock.now())

    served = await store.serve_due(10, nudging)

    assert served == 1
    ((*message, due, until, key),) = rows(
        database,
        "SELECT kind, period, state, person_id, account_id, card, due_at, useful_until, key"
        " FROM outbox",
    )
    assert message == ["nudge", "2026-W11", "new", 1, 1, None]
    assert (due, until) == ("2026-03-09 09:00:00.000000", "2026-03-16 09:00:00.000000")
    assert 0 < len(key) <= 25
    after = await agenda_of(store)
    assert after == nudging(weekly().agenda, 1, MONDAY).agenda
    assert (after.nudged, after.silent) == (1, 1)


async def test_what_is_not_due_yet_is_left_alone(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await wants(store, SAM, weekly())
    await wants(store, KIM, weekly(due_at=None))
    clock.pass_by(MONDAY - clock.now() - timedelta(microseconds=1))

    served = await store.serve_due(10, lambda *_: pytest.fail("served"))

    assert served == 0
    assert rows(database, WRITTEN) == []


async def test_a_round_serves_so_many_and_the_longest_due_first(store: SqliteStore) -> None:
    for day in (3, 1, 2):
        await wants(store, Address("slack", "T1", f"{day}"), weekly(due_at=NOON - day * WEEK))
    serve = ordering([])

    served = [await store.serve_due(2, serve) for _ in range(3)]

    assert served == [2, 1, 0]
    assert serve.served == [1, 3, 2]


async def test_the_next_round_is_when_the_next_agenda_is_due(store: SqliteStore) -> None:
    nobody = await store.next_served()
    await wants(store, KIM, weekly(due_at=None))
    nothing = await store.next_served()
    await wants(store, SAM, weekly())

    due = await store.next_served()

    assert (nobody, nothing, due) == (None, None, MONDAY)


async def test_F28_two_processes_on_one_database_serve_everybody_exactly_once(
    database: Path, clock: FakeClock
) -> None:
    everybody = [Address("slack", "T1", f"{number}") for number in range(MANY)]
    async with opened(database, clock) as one, opened(database, clock) as other:
        await asyncio.gather(*(wants(one, account, weekly()) for account in everybody))
        clock.pass_by(MONDAY - clock.now())

        shares = await asyncio.gather(until_nobody_is_due(one), until_nobody_is_due(other))

    assert sum(shares) == MANY
    told = rows(database, "SELECT person_id, count(*) FROM outbox GROUP BY person_id")
    assert told == [(person, 1) for person in range(1, MANY + 1)]
    assert rows(database, "SELECT count(DISTINCT key) FROM outbox") == [MANY]


async def until_nobody_is_due(store: SqliteStore) -> int:
    served = [await store.serve_due(ROUND, nudging)]
    while served[-1]:
        served.append(await store.serve_due(ROUND, nudging))
    return sum(served)


async def test_F39_a_second_message_of_a_kind_in_a_period_is_not_written(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    await wants(store, SAM, weekly(due_at=NOON))
    await store.serve_due(1, ordering([NUDGE]))
    clock.pass_by(WEEK)

    served = await store.serve_due(1, ordering([NUDGE, replace(NUDGE, kind=Kind.REMINDER)]))

    assert served == 1
    assert [row[:2] for row in rows(database, WRITTEN)] == [
        ("nudge", "2026-W10"),
        ("reminder", "2026-W10"),
    ]
    after = await agenda_of(store)
    assert after.due is not None
    assert after.due.at == NOON + 2 * WEEK


async def test_F39_where_all_was_written_before_a_turn_still_finds_the_agenda(
    store: SqliteStore, clock: FakeClock
) -> None:
    await wants(store, SAM, weekly(due_at=NOON))
    await store.serve_due(1, ordering([NUDGE]))
    clock.pass_by(WEEK)

    await store.serve_due(1, ordering([NUDGE]))

    after = await agenda_of(store)
    assert after.due is not None
    assert after.due.at == NOON + 2 * WEEK


async def test_F39_a_week_that_was_asked_about_before_counts_once(
    store: SqliteStore, clock: FakeClock
) -> None:
    for account in (SAM, KIM):
        await wants(store, account, weekly(due_at=NOON))
    await store.serve_due(1, ordering([NUDGE], nudged=1, silent=1))
    clock.pass_by(WEEK)

    await store.serve_due(2, ordering([NUDGE], nudged=2, silent=3, asked=True))

    after, of_kim = await agenda_of(store), await agenda_of(store, KIM)
    assert (after.nudged, after.silent, after.asked) == (1, 1, False)
    assert (of_kim.nudged, of_kim.silent, of_kim.asked) == (2, 3, True)


async def test_F43_a_week_counts_although_one_before_it_was_noted_twice(
    store: SqliteStore, clock: FakeClock
) -> None:
    missed = replace(NUDGE, period="2026-W09", skipped=Reason.OFFLINE)
    await wants(store, SAM, weekly(due_at=NOON))
    await store.serve_due(1, ordering([missed]))
    clock.pass_by(WEEK)

    await store.serve_due(1, ordering([missed, NUDGE], nudged=1, silent=1))

    after = await agenda_of(store)
    assert (after.nudged, after.silent) == (1, 1)


async def test_F42_after_a_clock_was_set_back_no_period_is_written_twice(
    store: SqliteStore, database: Path
) -> None:
    ahead, right = FakeClock(MONDAY + WEEK), FakeClock(MONDAY)
    async with opened(database, ahead) as early:
        await wants(early, SAM, weekly())
        await until_nobody_is_due(early)
    async with opened(database, right) as later:
        await later.come_back(was_set_back=True)
        for _ in range(30):
            await until_nobody_is_due(later)
            right.pass_by(timedelta(days=1))

    periods = Counter(row[:2] for row in rows(database, WRITTEN))
    assert len([kind for kind, _ in periods if kind == "nudge"]) >= 3
    assert set(periods.values()) == {1}


async def test_a_round_that_fails_stores_nothing(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    for account in (SAM, KIM):
        await wants(store, account, weekly())
    clock.pass_by(MONDAY - clock.now())
    before = [rows(database, sql) for sql in EVERYTHING]

    def fails_at_the_second(agenda: Agenda, person: int, now: datetime) -> Served:
        if person > 1:
            raise ZeroDivisionError
        return nudging(agenda, person, now)

    with pytest.raises(ZeroDivisionError):
        await store.serve_due(10, fails_at_the_second)

    assert [rows(database, sql) for sql in EVERYTHING] == before
    assert await store.serve_due(10, nudging) == 2


async def test_a_round_that_cannot_move_an_agenda_writes_no_message(
    store: SqliteStore, database: Path
) -> None:
    for account in (SAM, KIM):
        await wants(store, account, weekly(due_at=NOON))
    before = [rows(database, sql) for sql in EVERYTHING]
    rows(
        database,
        "CREATE TRIGGER stuck BEFORE UPDATE ON due WHEN old.person_id = 2"
        " BEGIN SELECT raise(ABORT, 'stuck'); END",
    )

    with pytest.raises(StoreError):
        await store.serve_due(10, ordering([NUDGE]))

    assert [rows(database, sql) for sql in EVERYTHING] == before


async def test_what_is_passed_over_is_written_with_its_reason(
    store: SqliteStore, database: Path
) -> None:
    await wants(store, SAM, weekly(due_at=NOON))
    missed = replace(NUDGE, period="2026-W09", skipped=Reason.OFFLINE)

    await store.serve_due(1, ordering([missed, NUDGE], nudged=1))

    assert rows(database, WRITTEN) == [
        ("nudge", "2026-W09", "dead", "offline"),
        ("nudge", "2026-W10", "new", None),
    ]
    assert rows(database, "SELECT count(*) FROM outbox WHERE closed_at IS NULL") == [1]
    assert (await agenda_of(store)).nudged == 1


@pytest.mark.parametrize(
    ("news", "reason"),
    [(Unreachable(SAM), "unreachable"), (Revoked("slack", "T1"), "revoked")],
)
async def test_whom_nothing_reaches_is_passed_over_and_the_week_does_not_count(
    store: SqliteStore, database: Path, news: Unreachable | Revoked, reason: str
) -> None:
    await store.arrive("slack", "T1")
    await wants(store, SAM, weekly(due_at=NOON, nudged=1, silent=2))
    await store.settle([], [news])

    await store.serve_due(1, ordering([NUDGE], nudged=2, silent=3, asked=True))

    assert rows(database, WRITTEN) == [("nudge", "2026-W10", "dead", reason)]
    assert rows(database, "SELECT closed_at FROM outbox") == ["2026-03-02 12:00:00.000000"]
    after = await agenda_of(store)
    assert (after.nudged, after.silent, after.asked) == (1, 2, False)
    assert after.due is not None
    assert after.due.at == NOON + WEEK


@pytest.mark.parametrize(("living_card", "opens"), [(None, 1), ("hidden:5", 1), ("D1:5", 0)])
async def test_F31_a_message_knows_whether_it_opens_a_direct_message(
    store: SqliteStore, database: Path, living_card: str | None, opens: int
) -> None:
    await wants(store, SAM, weekly(due_at=NOON))
    rows(database, "UPDATE account SET living_card = ?", living_card)

    await store.serve_due(1, ordering([NUDGE]))

    assert rows(database, "SELECT opens FROM outbox") == [opens]


async def test_F68_whoever_is_forgotten_while_due_is_not_served(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    for account in (SAM, KIM):
        await wants(store, account, weekly())
    clock.pass_by(MONDAY - clock.now())
    await store.forget(SAM)

    served = await store.serve_due(10, nudging)

    assert served == 1
    for table in ("plan", "due", "outbox"):
        assert rows(database, f"SELECT person_id FROM {table}") == [2]


async def test_F69_the_export_holds_plan_and_agenda(store: SqliteStore) -> None:
    await wants(store, SAM, weekly(cue="after lunch"))

    kept = await store.kept(SAM)

    assert kept is not None
    ((plan,), (due,)) = (kept.tables[name] for name in ("plan", "due"))
    assert plan["cue"] == "after lunch"
    assert due["due_at"] == MONDAY.isoformat()


@pytest.mark.parametrize("seed", first(4, range(40)))
async def test_whatever_rounds_turns_and_deliveries_do_turns_find_what_is_there(
    store: SqliteStore, clock: FakeClock, seed: int
) -> None:
    chance = Random(seed)
    accounts = [Address("slack", "T1", f"{number}") for number in range(6)]
    model = Model(store, accounts)
    for number in range(60):
        due = await store.next_served()
        if due is not None and due > clock.now() and chance.random() < 0.7:
            clock.pass_by(due - clock.now())
        deeds = (model.changes, model.serves, model.serves, model.passes_over)
        await chance.choice(deeds)(chance, clock.now(), number)
        clock.pass_by(timedelta(days=chance.choice((0, 0, 0, 0, 3))))

        assert [await weekly_or_none(store, one) for one in accounts] == model.weeklies
    assert model.written > 3


async def weekly_or_none(store: SqliteStore, account: Address) -> Weekly | None:
    here = await store.conversation(account)
    return None if here is None else here.weekly


class Model:
    """What everybody's weekly steps must be, kept in a list."""

    def __init__(self, store: SqliteStore, accounts: Sequence[Address]) -> None:
        self.weeklies: list[Weekly | None] = [None] * len(accounts)
        self.written = 0
        self._store = store
        self._accounts = accounts
        self._people: dict[int, int] = {}

    async def changes(self, chance: Random, now: datetime, number: int) -> None:
        """Somebody says something about their weekly steps."""
        place = chance.randrange(len(self._accounts))
        before = self.weeklies[place]
        after = before or weekly()
        agenda = replace(after.agenda, silent=0)
        if chance.random() < 0.7:
            due = next_due(agenda.schedule, now, agenda.latest)
            agenda = replace(agenda, nudged=0, due=chance.choice((due, due, None)))
        after = replace(after, version=after.version + chance.randrange(2), agenda=agenda)
        if before is None:
            self._people[len(self._people) + 1] = place
        await self._store.turn(EventKey(f"{number}"), self._accounts[place], wanting(after))
        self.weeklies[place] = after

    async def serves(self, _chance: Random, _now: datetime, _number: int) -> None:
        """Everybody who is due gets what is due."""
        await self._store.serve_due(4, self._noting)

    async def passes_over(self, _chance: Random, now: datetime, _number: int) -> None:
        """Everybody who is due is put off, and nothing is written."""

        def puts_off(agenda: Agenda, person: int, _now: datetime) -> Served:
            assert agenda.due is not None
            due = replace(agenda.due, at=now + timedelta(hours=person))
            return self._noted(person, Served(replace(agenda, due=due)))

        await self._store.serve_due(4, puts_off)

    def _noting(self, agenda: Agenda, person: int, now: datetime) -> Served:
        served = nudging(agenda, person, now)
        self.written += len(served.orders)
        return self._noted(person, served)

    def _noted(self, person: int, served: Served) -> Served:
        place = self._people[person]
        before = self.weeklies[place]
        assert before is not None
        self.weeklies[place] = replace(before, agenda=served.agenda)
        return served


@pytest.mark.parametrize(("kind", "left"), [(Kind.NUDGE, (1, 1, 1)), (Kind.CADENCE, (2, 1, 0))])
@pytest.mark.parametrize("way", ["dead", "unreachable", "revoked"])
async def test_a_message_that_nobody_gets_gives_its_week_back(
    store: SqliteStore, database: Path, kind: Kind, left: tuple[int, int, int], way: str
) -> None:
    await store.arrive("slack", "T1")
    for account in (SAM, KIM):
        await wants(store, account, weekly(due_at=NOON))
    order = replace(NUDGE, kind=kind)
    await store.serve_due(1, ordering([order], nudged=2, silent=2, asked=True))
    if way == "dead":
        (message,) = (await store.claim_due(["slack"], 5, {})).messages
        await store.settle([Dead(message, Reason.TOO_LATE)])
    else:
        news = Unreachable(SAM) if way == "unreachable" else Revoked("slack", "T1")
        await store.settle([], [news])

    after = await agenda_of(store)

    assert (after.nudged, after.silent, after.asked) == left
    assert rows(database, "SELECT state FROM outbox") == ["dead"]
    assert await agenda_of(store, KIM) == weekly(due_at=NOON).agenda


@pytest.mark.parametrize("kind", [Kind.REMINDER, Kind.PAUSED])
async def test_a_message_that_asks_about_no_week_gives_none_back(
    store: SqliteStore, kind: Kind
) -> None:
    await wants(store, SAM, weekly(due_at=NOON))
    await store.serve_due(1, ordering([replace(NUDGE, kind=kind)], nudged=2, silent=2))
    (message,) = (await store.claim_due(["slack"], 5, {})).messages

    await store.settle([Dead(message, Reason.TOO_LATE)])

    after = await agenda_of(store)
    assert (after.nudged, after.silent) == (2, 2)


async def test_a_message_that_was_sent_or_is_no_longer_held_gives_nothing_back(
    store: SqliteStore,
) -> None:
    await wants(store, SAM, weekly(due_at=NOON))
    await store.serve_due(1, ordering([NUDGE], nudged=2, silent=2))
    (message,) = (await store.claim_due(["slack"], 5, {})).messages
    await store.settle([Sent(message)])

    held = await store.settle([Dead(message, Reason.TOO_LATE)])

    after = await agenda_of(store)
    assert held == 0
    assert (after.nudged, after.silent) == (2, 2)


@pytest.mark.parametrize(("counted", "left"), [(2, 1), (0, 0)])
async def test_nothing_is_given_back_twice_or_below_zero(
    store: SqliteStore, counted: int, left: int
) -> None:
    await wants(store, SAM, weekly(due_at=NOON))
    await store.serve_due(1, ordering([NUDGE], nudged=counted, silent=counted))

    await store.settle([], [Unreachable(SAM), Unreachable(SAM)])

    after = await agenda_of(store)
    assert (after.nudged, after.silent) == (left, left)
