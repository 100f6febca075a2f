"""Walks through the shipped conversation, for the engine's tests."""

from collections.abc import Mapping
from dataclasses import replace

from bot.cards import Card, Place
from bot.catalog import Catalog, Command
from bot.engine import speech
from bot.engine.effects import KeepAnswer, KeepResult, Say, Turn
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.proof import persona
from tests.fakes.clock import NOON

OPENED = Opened(NOON)
FRESH = Conversation(id=7)


def typed(text: str) -> Typed:
    return Typed(NOON, text)


def asked(command: Command) -> Asked:
    return Asked(NOON, command)


def pressed(here: Conversation, *choices: str) -> Chose:
    """A click on the current card."""
    return Chose(NOON, Place(here.id, here.version, here.asking), frozenset(choices))


def walk(catalog: Catalog, *steps: Event | str, start: Conversation = FRESH) -> Conversation:
    """Where somebody stands after these events; a string is a click on the current card."""
    here = start
    for step in steps:
        event = pressed(here, *step.split("+")) if isinstance(step, str) else step
        here = advance(catalog, here, event).conversation
    return here


def finished(
    catalog: Catalog, likes: str | None, *, start: Conversation = FRESH
) -> Conversation:
    """The summary of somebody who answers all for one role, or "not sure" to everything.

    Args:
        catalog: the content.
        likes: the role, or None for somebody who is never sure.
        start: from where; a newcomer presses Start first.
    """
    here = walk(catalog, "start") if start is FRESH else start
    answers: Mapping[str, object] = persona(catalog, likes) if likes else {}
    while here.stage is Stage.ASKING:
        options = getattr(answers.get(here.asking or ""), "options", None) or {speech.NOT_SURE}
        event: Event = pressed(here, *options)
        if likes and catalog.questions[here.asking or ""].kind == "text":
            event = pressed(here, speech.SKIP)
        here = advance(catalog, here, event).conversation
    return here


def cards(turn: Turn) -> list[Card]:
    return [effect.card for effect in turn.effects if isinstance(effect, Say)]


def said(turn: Turn) -> Card:
    """The one card that a turn says."""
    (card,) = cards(turn)
    return card


def kept(turn: Turn) -> list[KeepAnswer]:
    return [effect for effect in turn.effects if isinstance(effect, KeepAnswer)]


def results(turn: Turn) -> list[KeepResult]:
    return [effect for effect in turn.effects if isinstance(effect, KeepResult)]


def note(turn: Turn, catalog: Catalog, key: str, **facts: object) -> bool:
    """Whether the last card begins with this sentence."""
    return cards(turn)[-1].body.startswith(catalog.say(key, **facts))


def without_question(catalog: Catalog, gone: str) -> Catalog:
    """The catalog after an author has taken a question out."""
    left = {name: question for name, question in catalog.questions.items() if name != gone}
    return replace(catalog, questions=left)


def without_option(catalog: Catalog, question: str, gone: str) -> Catalog:
    """The catalog after an author has taken one option out."""
    old = catalog.questions[question]
    left = {name: option for name, option in old.options.items() if name != gone}
    return replace(
        catalog, questions={**catalog.questions, question: replace(old, options=left)}
    )
