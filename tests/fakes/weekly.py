"""Weekly steps of people, and rounds that serve them, without the engine's rooms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.engine.effects import Turn
from bot.engine.plans.plan import CheckIn, Plan, Size, Step, Week
from bot.engine.schedule import (
    OPEN_END,
    Due,
    Latest,
    Occasion,
    QuietHours,
    Rhythm,
    Schedule,
    UnknownZone,
    next_due,
    period_key,
    taken,
)
from bot.engine.state import Conversation
from bot.engine.weekly.values import Agenda, Question, Weekly
from bot.ports.nudges import Order, Served
from bot.ports.outbox import Kind
from bot.ports.store import Step as Takes

MONDAY = datetime(2026, 3, 9, 9, tzinfo=UTC)
WEEK = timedelta(days=7)

SCHEDULE = Schedule(0, time(9), "UTC", since=date(2026, 3, 2))
FULL_SCHEDULE = Schedule(
    6,
    time(23, 59, 30),
    "Europe/Kyiv",
    date(2026, 2, 28),
    Rhythm.FORTNIGHTLY,
    QuietHours(time(22), time(7, 30)),
    reminds=False,
    paused_until=OPEN_END,
    snoozed_until=datetime(2026, 3, 4, 5, 6, 7, 8, tzinfo=UTC),
    stopped=True,
    default_zone='Nowhere/"quoted"',
)
LADDER = tuple(Step("data_engineer", rung) for rung in ("1", "2", "a-new-one"))


def weekly(
    cue: str = "", due_at: datetime | None = MONDAY, *, nudged: int = 0, silent: int = 0
) -> Weekly:
    """Somebody's weekly steps, of which the next is due then; or nothing is."""
    due = due_at and next_due(SCHEDULE, due_at - timedelta(seconds=1))
    return Weekly(
        Plan("data_engineer", upcoming=LADDER, cue=cue),
        Agenda(
            SCHEDULE,
            replace(due, at=due_at) if due and due_at else None,
            nudged=nudged,
            silent=silent,
        ),
    )


def full() -> Weekly:
    """Weekly steps with a value in every field."""
    done = Week(1, LADDER[0], Size.LIGHT, CheckIn.PARTLY, MONDAY + timedelta(microseconds=1))
    plan = Plan(
        "data_engineer",
        LADDER[1:],
        Week(2, LADDER[1], Size.STRETCH, None, MONDAY),
        (done,),
        frozenset(LADDER[1:2]),
        frozenset(LADDER[2:]),
        frozenset((LADDER[0], Step("architect", "4"))),
        Size.LIGHT,
        early=2,
        cue="after Tuesday's stand-up",
        rested=frozenset({1, 4}),
        asked=frozenset({2}),
    )
    agenda = Agenda(
        FULL_SCHEDULE,
        Due(MONDAY, 105_700, Occasion.REMINDER, MONDAY - WEEK, UnknownZone("Mars")),
        Latest(105_699, MONDAY - WEEK, MONDAY, settled=True),
        nudged=3,
        silent=2,
        asked=True,
    )
    return Weekly(
        plan,
        agenda,
        version=7,
        question=Question("How?", MONDAY, sent=True, about=LADDER[0]),
        asked_zone="Mars",
        asks_oneself=True,
    )


def wanting(after: Weekly | None) -> Takes:
    """A step after which somebody's weekly steps are these, and that moves nothing else."""

    def step(before: Conversation) -> Turn:
        return Turn(replace(before, weekly=after), ())

    return step


def nudging(agenda: Agenda, person: int, now: datetime) -> Served:
    """Serve what is due as a nudge or a reminder, and plan on."""
    assert agenda.due is not None
    due = taken(agenda.schedule, agenda.due, now, person).due
    if due is None or due.at > now:
        return Served(replace(agenda, due=due or next_due(agenda.schedule, now, agenda.latest)))
    latest = due.served()
    after = replace(agenda, due=next_due(agenda.schedule, now, latest), latest=latest)
    if due.kind is Occasion.NUDGE:
        after = replace(after, nudged=agenda.nudged + 1, silent=agenda.silent + 1)
    order = Order(Kind(due.kind.value), period_key(due.period), due.at + WEEK)
    return Served(after, (order,))


def ordering(orders: Sequence[Order], **after: int | bool) -> "Ordering":
    """Serve everybody these orders, and change their agendas so."""
    return Ordering(orders, after)


class Ordering:
    """Gives the same orders to everybody, and is asked again a week later.

    Attributes:
        served: whom it was asked about, in order.
    """

    def __init__(self, orders: Sequence[Order], after: dict[str, int | bool]) -> None:
        self.served: list[int] = []
        self._orders = orders
        self._after = after

    def __call__(self, agenda: Agenda, person: int, now: datetime) -> Served:
        self.served.append(person)
        assert agenda.due is not None
        due = replace(agenda.due, at=now + WEEK)
        changes: dict[str, object] = dict(self._after)
        return Served(replace(agenda, due=due, **changes), self._orders)  # type: ignore[arg-type]
