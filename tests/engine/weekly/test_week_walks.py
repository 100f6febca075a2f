"""Properties of any life with weekly steps: rounds, edits of the content, and any event."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

import pytest

from bot.cards import Card
from bot.catalog import Catalog, Command
from bot.engine.effects import Forget, Say, Turn
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.engine.plans.plan import CheckIn
from bot.engine.state import Conversation, NotSure, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import messages, weeks
from tests.engine.plans.weeks import with_ladder
from tests.engine.weekly.steps import nudged, somebody, wanted
from tests.fakes.clock import NOON
from tests.sparing import first

WALKS, QUICK, STEPS = 60, 10, 80
MINE = {
    Stage.WEEK, Stage.PLAN, Stage.STEP, Stage.PROGRESS, Stage.STUCK, Stage.ASKING_MENTOR,
}  # fmt: skip
ASKED_FOR = (
    Command.PLAN, Command.PROGRESS, Command.STUCK, Command.SUMMARY, Command.BACK,
    Command.WHY, Command.HELP, Command.EDIT,
)  # fmt: skip
TEXTS = ("done", "not yet", "How do I know?", "1", "3", "", "x" * 500, "hm", "back")

any_walk = pytest.mark.parametrize("seed", first(QUICK, range(WALKS)))


@dataclass(frozen=True, slots=True)
class Lived:
    """One event: under which content, where they were, and what came of it."""

    content: Catalog
    before: Conversation
    event: Event
    turn: Turn


def a_life(shipped: Catalog, seed: int) -> Iterator[Lived]:
    random = Random(seed)
    content, card, old = shipped, Card(""), Card("")
    here = replace(
        somebody(wanted(shipped), Stage.SUMMARY), answers={"afternoon": NotSure()}, chosen=None
    )
    for number in range(STEPS):
        at = NOON + timedelta(days=number)
        if random.random() < 0.1:
            role = random.choice([*shipped.roles.values()])
            content = with_ladder(shipped, role, random.randint(1, 15))
        if random.random() < 0.2 and here.weekly is not None and here.weekly.agenda.due:
            here = replace(here, weekly=nudged(here.weekly))
            card = random.choice([messages.nudge, messages.reminder, messages.cadence])(
                content, here
            )
        event = an_event(card if random.random() < 0.9 else old, random, at)
        turn = advance(content, here, event)
        yield Lived(content, here, event, turn)
        here = turn.conversation
        old = random.choice([old, card])
        card = [effect.card for effect in turn.effects if isinstance(effect, Say)][-1]
        if Forget() in turn.effects:
            return


def an_event(card: Card, random: Random, at: datetime) -> Event:
    chance = random.random()
    ids = [choice.id for choice in card.choices if choice.id not in ("resume", "pause")]
    if chance < 0.05:
        return Opened(at)
    if chance < 0.15:
        return Typed(at, random.choice(TEXTS), card.place if random.random() < 0.5 else None)
    if chance < 0.35 or card.place is None or not ids:
        return Asked(at, random.choice(ASKED_FOR))
    odd = ["nonsense", "step.gone.3", "step..", "done", *ids]
    chosen = [random.choice(ids)] if random.random() < 0.85 else random.sample(odd, 2)
    return Chose(at, card.place, frozenset(chosen))


@any_walk
def test_any_life_has_an_answer_and_every_card_fits_and_stands_where_it_belongs(
    catalog: Catalog, seed: int
) -> None:
    for lived in a_life(catalog, seed):
        there = lived.turn.conversation
        cards = [effect.card for effect in lived.turn.effects if isinstance(effect, Say)]

        assert cards
        assert all(0 < len(card.body) <= 2_000 for card in cards)
        assert there.version - lived.before.version in (0, 1, 2)
        if there.stage is not Stage.STEP:
            assert not (there.asking or "").startswith("step.")


@any_walk
def test_no_week_is_lost_and_a_card_counts_at_most_once(catalog: Catalog, seed: int) -> None:
    for lived in a_life(catalog, seed):
        before, after = lived.before.weekly, lived.turn.conversation.weekly
        assert before is not None
        assert after is not None
        old = weeks.today(lived.content, before)
        new = weeks.today(lived.content, after)

        assert after.week >= before.week
        assert new.past[: len(old.past) - 1] == old.past[: len(old.past) - 1]
        if after.version > before.week and isinstance(lived.event, Chose):
            twice = advance(lived.content, lived.turn.conversation, lived.event)
            assert twice.conversation.weekly == after or lived.event.place.question is None


@any_walk
def test_nothing_is_silent_after_an_event_and_an_ended_plan_has_nothing_due(
    catalog: Catalog, seed: int
) -> None:
    for lived in a_life(catalog, seed):
        weekly = lived.turn.conversation.weekly
        assert weekly is not None

        assert (weekly.agenda.silent, weekly.agenda.asked) == (0, False)
        assert not weekly.plan.ended or weekly.agenda.nudged or weekly.agenda.due is None


@pytest.mark.thorough
def test_the_lives_meet_every_room_of_weeks_and_every_word(catalog: Catalog) -> None:
    rooms: Counter[Stage] = Counter()
    words: set[CheckIn | None] = set()
    for seed in range(WALKS):
        for lived in a_life(catalog, seed):
            rooms[lived.turn.conversation.stage] += 1
            weekly = lived.turn.conversation.weekly
            words |= {week.check_in for week in weekly.plan.past} if weekly else set()

    assert {*rooms} >= MINE
    assert words == {None, *CheckIn}
