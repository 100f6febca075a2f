"""Properties of any conversation over any content."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from bot.cards import Card, Place
from bot.catalog import Catalog
from bot.engine import summary
from bot.engine.effects import KeepAnswer, Say, Turn
from bot.engine.events import Opened
from bot.engine.state import Answer, Conversation, Stage
from bot.engine.transitions import advance
from tests.engine.generated import EVENT_KINDS, a_catalog, an_event
from tests.fakes.clock import NOON

WALKS = 60
STEPS = 80


def last_card(turn: Turn) -> Card:
    return [effect.card for effect in turn.effects if isinstance(effect, Say)][-1]


@pytest.mark.parametrize("seed", range(WALKS))
def test_any_walk_over_any_content_loses_nothing_and_always_goes_on(
    catalog: Catalog, seed: int
) -> None:
    random = Random(seed)
    content = a_catalog(catalog, random)
    here = Conversation(id=1)
    log: list[tuple[int, KeepAnswer]] = []
    card = last_card(advance(content, here, Opened(NOON)))
    old = Place(1, 0)
    for step in range(STEPS):
        _, event = an_event(content, card, old, random, NOON + timedelta(hours=step))
        old = random.choice([old, card.place or old])

        turn = advance(content, here, event)

        assert turn.conversation.version - here.version in (0, 1)
        kept = [effect for effect in turn.effects if isinstance(effect, KeepAnswer)]
        log += [(turn.conversation.attempt, answer) for answer in kept]
        here, card = turn.conversation, last_card(turn)
        assert here.answers == replayed(log, here.attempt)
        assert card.choices
        assert card.place == Place(here.id, here.version, here.asking)
        assert len(card.body) <= 2_000
        assert len(advance(content, here, event).effects) >= 1
    again = replace(here, answers=replayed(log, here.attempt))
    assert summary.full(content, again).result == summary.full(content, here).result


def replayed(log: list[tuple[int, KeepAnswer]], attempt: int) -> dict[str, Answer]:
    """The answers that count, from the log alone."""
    return {kept.question: kept.answer for walk, kept in log if walk == attempt}


def test_the_random_walks_meet_every_kind_of_event_and_every_room(catalog: Catalog) -> None:
    kinds: Counter[str] = Counter()
    rooms: set[Stage] = set()
    for seed in range(WALKS):
        random = Random(seed)
        content = a_catalog(catalog, random)
        here = Conversation(id=1)
        card = last_card(advance(content, here, Opened(NOON)))
        for step in range(STEPS):
            at = NOON + timedelta(hours=step)
            kind, event = an_event(content, card, Place(1, 0), random, at)
            turn = advance(content, here, event)
            here, card = turn.conversation, last_card(turn)
            kinds[kind] += 1
            rooms.add(here.stage)

    assert min(kinds[kind] for kind in EVENT_KINDS) >= WALKS * STEPS / 100
    assert rooms == set(Stage)
