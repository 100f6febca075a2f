"""Properties of any conversation over any content, also of one that is edited meanwhile."""

import json
from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bot.cards import NOWHERE, Card, Place
from bot.catalog import Catalog, Command
from bot.engine import summary
from bot.engine.adverts.cards import PLACE
from bot.engine.effects import KeepAnswer
from bot.engine.events import Asked, Chose, Event
from bot.engine.moves import ROOMS_OF_STEPS
from bot.engine.state import Answer, Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import weeks
from bot.store.rows import from_answer, to_answer
from tests.engine.generated import EVENT_KINDS, Step, a_walk, last_card
from tests.fakes.clock import NOON
from tests.sparing import first

WALKS, QUICK = 60, 20
STEPS = 80
EVERY = 10
"""Every so many steps we also look how far the summary is."""
MOST_CLICKS = 60
WAYS_ON = frozenset(
    {"start", "resume", "return", "keep", "not-sure", "skip", "own-ask", "done-reading"}
)

any_walk = pytest.mark.parametrize("seed", first(QUICK, range(WALKS)))

Row = tuple[int, str, str]
"""What a store keeps of an answer: the attempt, the question, and the columns as JSON."""


@any_walk
def test_any_walk_over_any_content_loses_nothing_and_always_goes_on(
    catalog: Catalog, seed: int
) -> None:
    log: list[Row] = []
    edition = ""
    for step in a_walk(catalog, seed, STEPS):
        new, edition = step.content.version != edition, step.content.version
        log += rows(step)
        here, card = step.turn.conversation, last_card(step.turn)
        if step.forgets:
            log.clear()

        assert here.version - step.before.version in ((0, 1, 2) if new else (0, 1))
        assert [*here.answers.items()] == [*replayed(log, here.attempt).items()]
        assert bool(card.choices) is not step.forgets
        assert card.place in ([NOWHERE] if step.forgets else places_of(here))
        assert len(card.body) <= 2_000
        assert len(advance(step.content, here, step.event).effects) >= 1


@any_walk
def test_what_a_store_kept_gives_the_same_fits_reasons_and_flip(
    catalog: Catalog, seed: int
) -> None:
    log: list[Row] = []
    for number, step in enumerate(a_walk(catalog, seed, STEPS), start=1):
        log = [] if step.forgets else log + rows(step)
        if number % EVERY == 0:
            here = step.turn.conversation
            again = replace(here, answers=replayed(log, here.attempt))

            live = summary.full(step.content, here).result
            assert summary.full(step.content, again).result == live


@any_walk
def test_a_few_clicks_lead_to_the_summary_from_anywhere(catalog: Catalog, seed: int) -> None:
    random = Random(seed)
    for number, step in enumerate(a_walk(catalog, seed, STEPS), start=1):
        if number % EVERY == 0 and not step.forgets:
            assert clicks_to_the_summary(step, random) <= MOST_CLICKS


@pytest.mark.thorough
def test_the_random_walks_meet_every_event_command_and_room(catalog: Catalog) -> None:
    kinds: Counter[str] = Counter()
    commands: set[Command] = set()
    rooms: set[Stage] = set()
    asked_for: set[str] = set()
    forgotten = 0
    for seed in range(WALKS):
        for step in a_walk(catalog, seed, STEPS):
            kinds[step.kind] += 1
            forgotten += step.forgets
            commands |= {step.event.command} if isinstance(step.event, Asked) else set()
            here = step.turn.conversation
            rooms.add(here.stage)
            question = step.content.questions.get(here.asking or "")
            asked_for |= {"a pair"} if question and question.pair else set()
            asked_for |= {"a fortnight"} if question and question.after_fortnight else set()

    assert min(kinds[kind] for kind in EVENT_KINDS) >= WALKS * STEPS / 100
    assert commands == set(Command)
    assert rooms >= set(Stage) - ROOMS_OF_STEPS
    assert forgotten >= WALKS / 10
    assert asked_for == {"a pair", "a fortnight"}


def places_of(here: Conversation) -> list[Place]:
    """What the card of this place may carry; whoever pressed on a week gets that of a week."""
    named = PLACE if here.stage is Stage.ADVERT else here.asking
    standing = Place(here.id, here.version, named)
    week = [weeks.place(here)] if here.weekly is not None else []
    return week if here.stage is Stage.WEEK else [standing, *week]


def rows(step: Step) -> list[Row]:
    """What a store would append to its log after this step."""
    kept = [effect for effect in step.turn.effects if isinstance(effect, KeepAnswer)]
    attempt = step.turn.conversation.attempt
    return [(attempt, one.question, json.dumps(from_answer(one.answer))) for one in kept]


def replayed(log: list[Row], attempt: int) -> dict[str, Answer]:
    """The answers that count, from the log alone."""
    answers: dict[str, Answer] = {}
    for walk, question, columns in log:
        if walk == attempt:
            kept: dict[str, Any] = json.loads(columns)
            kept["options"] = json.dumps(kept["options"])
            answers[question] = to_answer(**kept)
    return answers


def clicks_to_the_summary(step: Step, random: Random) -> int:
    """How many clicks on likely choices it takes; one too many when it never comes."""
    here, card = step.turn.conversation, last_card(step.turn)
    for clicks in range(MOST_CLICKS + 1):
        if here.stage is Stage.SUMMARY:
            return clicks
        turn = advance(step.content, here, _likely(here, card, random))
        here, card = turn.conversation, last_card(turn)
    return MOST_CLICKS + 1


def _likely(here: Conversation, card: Card, random: Random) -> Event:
    """A click on a likely choice, or the way back out of the rooms of weekly steps."""
    if here.stage in ROOMS_OF_STEPS:
        return Asked(NOON, Command.BACK)
    assert card.place is not None
    ways = sorted(choice.id for choice in card.choices if choice.id in WAYS_ON)
    return Chose(NOON, card.place, frozenset({random.choice(ways)}))
