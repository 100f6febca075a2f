"""F55: authors edit what is asked while 500 people are in the middle of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import pytest

from bot.cards import Card, Place
from bot.catalog import Catalog, Vector
from bot.engine import summary
from bot.engine.effects import KeepAnswer, Turn
from bot.engine.events import Chose, Event, Opened
from bot.engine.own_words import rooms as own_rooms
from bot.engine.state import Answer, Conversation, Picked, Wrote
from bot.engine.transitions import advance
from tests.engine.generated import (
    an_event,
    last_card,
    reworded,
    with_another_question,
    without_a_question,
    without_an_option,
)
from tests.fakes.clock import NOON

SEED = 57
EDITS = 50
SESSIONS = 500
STEPS = 5_000
EVERY = 12
"""So many steps lie between two that we look at more closely."""
EDIT_KINDS = (reworded, without_a_question, without_an_option, with_another_question)


@dataclass(frozen=True, slots=True)
class Lived:
    """One step of one of the sessions.

    Attributes:
        content: the edition in use.
        before: where they stood.
        event: what they did.
        turn: what came of it.
    """

    content: Catalog
    before: Conversation
    event: Event
    turn: Turn


def editions(shipped: Catalog, random: Random) -> list[Catalog]:
    """The shipped content, and what each of the edits made of it."""
    told = [shipped]
    for number in range(EDITS):
        told.append(EDIT_KINDS[number % len(EDIT_KINDS)](told[-1], random))
    return told


def sessions(published: list[Catalog], random: Random) -> Iterator[Lived]:
    """Random people take one step each; the editions come out in even intervals."""
    standing: dict[int, Turn] = {}
    for number in range(STEPS):
        content = published[number * len(published) // STEPS]
        person = random.randrange(SESSIONS)
        if person not in standing:
            standing[person] = advance(content, Conversation(id=person), Opened(NOON))
        before, card = standing[person].conversation, last_card(standing[person])
        event = a_step(content, card, random, number)
        standing[person] = advance(content, before, event)
        yield Lived(content, before, event, standing[person])


def a_step(content: Catalog, card: Card, random: Random, number: int) -> Event:
    """Mostly what somebody does who answers; now and then anything."""
    at = NOON + timedelta(minutes=number)
    if random.random() < 0.1 or card.place is None:
        return an_event(content, card, Place(0, 0), random, at)[1]
    ids = [choice.id for choice in card.choices]
    count = card.several.least if card.several else 1
    ticked = random.sample(ids[:-2], count) if len(ids) > count + 2 else ids[:1]
    return Chose(at, card.place, frozenset(ticked))


@pytest.fixture(scope="module")
def published(catalog: Catalog) -> list[Catalog]:
    return editions(catalog, Random(SEED))


@pytest.fixture(scope="module")
def lived(published: list[Catalog]) -> list[Lived]:
    """Every step of every session, in order; that nothing raises is the first property."""
    return list(sessions(published, Random(SEED)))


def test_F55_no_answer_is_lost_while_the_content_is_edited(lived: list[Lived]) -> None:
    log: dict[tuple[int, int], dict[str, Answer]] = {}
    for step in lived:
        here = step.turn.conversation
        answers = log.setdefault((here.id, here.attempt), {})
        answers |= {one.question: one.answer for one in kept(step)}

        assert here.answers == answers
    assert len({step.before.id for step in lived}) == SESSIONS
    assert len({step.content.version for step in lived}) == EDITS + 1


def test_F55_what_is_gone_stops_counting_and_the_summary_says_so_once(
    lived: list[Lived],
) -> None:
    told = {True: 0, False: 0}
    for step in lived[::EVERY]:
        content, here = step.content, step.turn.conversation
        left = still_there(content, here.answers)
        card = summary.full(content, here)
        rest = summary.full(content, replace(here, answers=left))

        assert card.result == rest.result
        assert card.chart == rest.chart
        gone = left != here.answers
        assert card.body.count(content.say("summary.gone")) == gone
        told[gone] += 1
    assert min(told.values()) >= len(lived[::EVERY]) / 5


def is_told(step: Lived) -> bool:
    """Whether a press agreed to answers that were told in own words before."""
    return step.before.stage in own_rooms.ROOMS


def test_F55_an_id_means_in_every_edition_what_it_meant_in_the_first(
    lived: list[Lived], published: list[Catalog]
) -> None:
    by_version = {content.version: content for content in published}
    log = [(step, one) for step in lived for one in kept(step)]
    meanings: dict[tuple[str, str], Vector] = {}
    for step, one in log:
        asked = by_version[one.content].questions[one.question]
        options = options_of(one.answer)

        assert one.content == step.content.version
        assert options <= asked.options.keys()
        if isinstance(step.event, Chose) and options and not is_told(step):
            assert (step.event.place.question, step.event.choices) == (asked.id, options)
        for option in options:
            first = meanings.setdefault((asked.id, option), weighed(step.content, one, option))
            assert weighed(step.content, one, option) == first
    assert sum(isinstance(one.answer, Picked) for _, one in log) >= STEPS / 3
    assert len({one.content for _, one in log}) == EDITS + 1


def kept(step: Lived) -> list[KeepAnswer]:
    return [effect for effect in step.turn.effects if isinstance(effect, KeepAnswer)]


def weighed(content: Catalog, kept: KeepAnswer, option: str) -> Vector:
    """What an option of an answer says about the roles."""
    return content.weights.options[kept.question][option]


def options_of(answer: Answer) -> frozenset[str]:
    return answer.options if isinstance(answer, Picked | Wrote) else frozenset()


def still_there(content: Catalog, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers without the questions and the options that this edition lacks."""
    left: dict[str, Answer] = {}
    for name, answer in answers.items():
        options = content.questions[name].options if name in content.questions else {}
        known = frozenset(option for option in options_of(answer) if option in options)
        if known and isinstance(answer, Picked | Wrote):
            left[name] = replace(answer, options=known)
        elif not options_of(answer):
            left[name] = answer
    return left
