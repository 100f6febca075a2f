"""The pure function alone, over every stage and every kind of event.

It runs inside the write lock, so what happens here happens to everybody.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import time
from time import perf_counter

from bot.bench.measured import Benchmark, Measured, Sizes, Tell, counted, quantile, spread
from bot.bench.walks import (
    AT,
    Choosing,
    card_of,
    click,
    first_choices,
    steps_to_the_middle,
    walk,
)
from bot.cards import Card, Place
from bot.catalog import Catalog, Command
from bot.catalog.loader import load
from bot.engine import rooms, speech
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.engine.moves import ROOMS_OF_STEPS
from bot.engine.own_words.rooms import OwnButton
from bot.engine.plans.planning import begin
from bot.engine.schedule import Schedule, next_due
from bot.engine.speech import Button
from bot.engine.state import Conversation
from bot.engine.transitions import advance
from bot.engine.weekly.values import Agenda, Question, Weekly
from bot.paths import content_folder

MILLISECONDS = 1_000
CLICKS = 500
"""So often is the middle click measured where the mixture is gone through once."""
SENTENCE = "I liked building pipelines with Airflow, and a dashboard in Tableau; SQL all day."
TYPED = ("", "help", "1", "a and b", SENTENCE, "xyzzy", "word " * 400, "x" * 100_000)
"""Nothing, a command, a count, two, an answer, nonsense, the longest that is read, too long."""

Situation = tuple[Conversation, Event]


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """One call, in milliseconds, per round.

    The median and the 99th percentile over the mixture, and the median of the middle click.
    """
    catalog = load(content_folder())
    mixture = list(situations(catalog))
    clicks = [middle_click(catalog)] * CLICKS

    def once() -> tuple[float, float, float]:
        times = _times(catalog, mixture * sizes.passes)
        middle = quantile(_times(catalog, clicks * sizes.passes), 0.5)
        return quantile(times, 0.5), quantile(times, 0.99), middle

    halves, tails, middles = zip(*counted(sizes.rounds, sizes.spare, once, tell), strict=True)
    return Measured(
        figures={"p50": spread(halves), "p99": spread(tails), "middle": spread(middles)}
    )


def middle_click(catalog: Catalog) -> Situation:
    """What happens most: a click that answers a question in the middle of a walk."""
    way = list(walk(catalog))
    here, card = way[steps_to_the_middle(way)]
    return here, click(card)


def situations(catalog: Catalog) -> Iterator[Situation]:
    """Every place on several ways through, with everything that can happen there."""
    for choosing in WAYS:
        for here, card in walk(catalog, choosing, thorough=True):
            for event in events(here, card):
                yield here, event
    for room, card in side_rooms(catalog):
        for event in events(room, card):
            yield room, event
    for room in rooms_of_steps(catalog):
        for event in events(room, speech.current(catalog, room)):
            yield room, event


def rooms_of_steps(catalog: Catalog) -> Iterator[Conversation]:
    """The rooms of weekly steps, for somebody whose second nudge has just come."""
    *_, (summary, _) = walk(catalog)
    role = next(iter(catalog.roles))
    schedule = Schedule(day=0, hour=time(9), zone="Europe/Berlin", since=AT.date())
    due = next_due(schedule, AT)
    latest = due.served() if due else None
    agenda = Agenda(schedule, due=next_due(schedule, AT, latest), latest=latest, nudged=2)
    question = Question("What comes first?", AT)
    weekly = Weekly(begin(catalog, role, summary.answers), agenda, question=question)
    for stage in rooms.ROOMS:
        if stage in ROOMS_OF_STEPS:
            yield replace(summary, stage=stage, weekly=weekly)


def side_rooms(catalog: Catalog) -> Iterator[tuple[Conversation, Card]]:
    """The rooms entered from the summary, the two of rest, and the one of leaving words out."""
    *_, (summary, _) = walk(catalog)
    doors = (
        Command.EDIT,
        Command.COMPARE,
        Command.FORGET_ME,
        Command.JOB,
        Command.PAUSE,
        Command.STOP,
    )
    place = Place(summary.id, summary.version)
    entries: list[Event] = [Asked(AT, door) for door in doors]
    entries.append(Chose(AT, place, frozenset({Button.CHOOSE.value})))
    for event in entries:
        turn = advance(catalog, summary, event)
        yield turn.conversation, card_of(turn)
    read = advance(catalog, Conversation(id=1), Typed(AT, SENTENCE)).conversation
    leave = frozenset({OwnButton.LEAVE.value})
    turn = advance(catalog, read, Chose(AT, Place(read.id, read.version), leave))
    yield turn.conversation, card_of(turn)


def events(here: Conversation, card: Card) -> Iterator[Event]:
    """What can happen to somebody who looks at this card."""
    place = Place(here.id, here.version, here.asking)
    yield Opened(AT)
    for choice in range(len(card.choices)):
        yield click(card, choice)
    yield Chose(AT, place, frozenset(choice.id for choice in card.choices))
    yield Chose(AT, place, frozenset({"unknown"}))
    yield Chose(AT, place, frozenset())
    yield Chose(AT, Place(here.id, here.version - 1), frozenset({card.choices[0].id}))
    for text in (*TYPED, card.choices[0].label):
        yield Typed(AT, text)
    for command in Command:
        yield Asked(AT, command)


def _later_choices(card: Card) -> Iterable[Event]:
    """The third choice, or the last of two, as the first can be a switch that leads nowhere."""
    yield click(card, min(2, len(card.choices) - 1))


def _ways_out(card: Card) -> Iterable[Event]:
    """The last choice, except into the room of own words, whose last choice leads back."""
    ways = [choice for choice, _ in enumerate(card.choices) if not _to_own_words(card, choice)]
    yield click(card, ways[-1])


def _to_own_words(card: Card, choice: int) -> bool:
    return card.choices[choice].id == Button.OWN_WORDS.value


def _many_ticks(card: Card) -> Iterable[Event]:
    """As many choices at once as the card takes."""
    assert card.place is not None  # noqa: S101 - every card of the engine has a place
    for most in range(len(card.choices), 0, -1):
        ticked = frozenset(choice.id for choice in card.choices[:most])
        yield Chose(AT, card.place, ticked)


def _own_words(card: Card) -> Iterable[Event]:
    """A sentence, and a yes where what was read of it is shown."""
    if card.choices[0].id != OwnButton.RIGHT.value:
        yield Typed(AT, SENTENCE)


def _times(catalog: Catalog, mixture: Sequence[Situation]) -> list[float]:
    """Milliseconds of each call."""
    times = []
    for here, event in mixture:
        start = perf_counter()
        advance(catalog, here, event)
        times.append((perf_counter() - start) * MILLISECONDS)
    return times


WAYS: tuple[Choosing, ...] = (
    first_choices,
    _later_choices,
    _ways_out,
    _many_ticks,
    _own_words,
)

BENCHMARK = Benchmark(
    name="advance",
    says="the pure function over every stage and event, the summary included",
    unit="ms",
    figures=("p50", "p99", "middle"),
    has_floor=False,
    measure=measure,
)
