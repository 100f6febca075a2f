"""Walks through the shipped conversation, for the engine's tests."""

from dataclasses import replace

from bot.cards import Card, Place
from bot.catalog import Catalog, Command
from bot.engine.effects import KeepAnswer, Say, Turn
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.engine.state import Conversation
from bot.engine.transitions import advance
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


def said(turn: Turn) -> Card:
    """The one card that a turn says."""
    (card,) = (effect.card for effect in turn.effects if isinstance(effect, Say))
    return card


def kept(turn: Turn) -> list[KeepAnswer]:
    return [effect for effect in turn.effects if isinstance(effect, KeepAnswer)]


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
