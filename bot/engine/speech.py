"""Catalog values to cards: every sentence that a member reads passes here.

The words stand in ``content/``; this module only decides which of them a card needs and
puts the facts into their placeholders.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from bot.cards import Card, Choice, Place, Progress, Several
from bot.catalog import Catalog, Command, Kind, Question
from bot.engine import selecting, summary
from bot.engine.state import Answer, Conversation, NotSure, Picked, Skipped, Stage, Wrote
from bot.engine.wording import listed, quoted, shorts

NOT_SURE = "not-sure"
SKIP = "skip"
MINUTES_PER_QUESTION = 0.5


class Button(StrEnum):
    """Choices that are no answers; each has a sentence ``button.…`` in the content."""

    START = "start"
    ABOUT = "about"
    CHANGE_LAST = "change-last"
    START_AGAIN = "start-again"


def current(
    catalog: Catalog,
    here: Conversation,
    recap: str = "",
    note: str = "",
    *,
    problem: bool = False,
) -> Card:
    """The card of the place where somebody stands.

    Args:
        catalog: the words.
        here: a place that today's content has.
        recap: one line on the step just finished.
        note: what to say first; the card's own text follows.
        problem: the note says what was wrong with the input.
    """
    card = (_CARDS_UNDER_A_NOTE if note else _CARDS)[here.stage](catalog, here)
    return replace(
        card,
        body=f"{note}\n\n{card.body}" if note else card.body,
        place=Place(here.id, here.version, here.asking),
        recap=recap,
        problem=problem,
    )


def recap(catalog: Catalog, here: Conversation, question: Question, answer: Answer) -> str:
    """The one line that a finished question becomes: "2. Afternoon: two dashboards"."""
    at = selecting.progress(catalog, here).at
    return catalog.say(
        "recap", at=at, name=question.name, answer=_told(catalog, question, answer)
    )


def answer_so_far(catalog: Catalog, here: Conversation) -> str:
    """What was answered to the question that stands again."""
    question = catalog.questions[here.asking or ""]
    told = _told(catalog, question, here.answers[question.id])
    return catalog.say("back.so-far", answer=told)


def alone(catalog: Catalog, question: Question) -> Mapping[str, str]:
    """The choices of this question that exclude all others: id to label."""
    loners = {option.id: option.label for option in question.options.values() if option.alone}
    return loners | {choice.id: choice.label for choice in _ways_out(catalog)}


def _told(catalog: Catalog, question: Question, answer: Answer) -> str:
    match answer:
        case NotSure():
            return catalog.say("answered.not-sure")
        case Skipped():
            return catalog.say("answered.skipped")
        case Wrote(text=text, options=options):
            read = listed(catalog, shorts(question, options))
            return catalog.say("answered.wrote", words=quoted(text), read=read)
        case Picked(options=options):
            told = listed(catalog, shorts(question, options))
            return told or catalog.say("answered.gone")
        case _:
            assert_never(answer)


def _welcome(catalog: Catalog, here: Conversation) -> Card:
    of = selecting.progress(catalog, here).of
    minutes = max(1, round(of * MINUTES_PER_QUESTION))
    return Card(
        body=catalog.say("welcome.hello", questions=of, minutes=minutes),
        choices=_buttons(catalog, Button.START, Button.ABOUT),
        controls=_commands(catalog, Command.HELP),
    )


def _question(catalog: Catalog, here: Conversation) -> Card:
    question = catalog.questions[here.asking or ""]
    progress = selecting.progress(catalog, here)
    shown = () if question.kind is Kind.TEXT else tuple(question.options.values())
    several = question.kind is Kind.MULTIPLE
    return Card(
        body=question.text,
        choices=(*(Choice(o.id, o.label) for o in shown), *_ways_out(catalog)),
        several=Several(question.least, question.most) if several else None,
        progress=progress,
        controls=_controls(catalog, progress),
    )


def _controls(catalog: Catalog, progress: Progress) -> tuple[Choice, ...]:
    back = (Command.BACK,) if progress.at > 1 else ()
    return _commands(catalog, *back, Command.WHY, Command.HELP, Command.RESTART)


def _ways_out(catalog: Catalog) -> tuple[Choice, ...]:
    return tuple(Choice(way, catalog.say(f"button.{way}")) for way in (NOT_SURE, SKIP))


def _buttons(catalog: Catalog, *buttons: Button) -> tuple[Choice, ...]:
    return tuple(Choice(button, catalog.say(f"button.{button}")) for button in buttons)


def _commands(catalog: Catalog, *commands: Command) -> tuple[Choice, ...]:
    return tuple(Choice(command, catalog.say(f"command.{command}")) for command in commands)


def _summary(catalog: Catalog, here: Conversation) -> Card:
    return _with_ways_on(catalog, summary.full(catalog, here))


def _summary_in_short(catalog: Catalog, here: Conversation) -> Card:
    return _with_ways_on(catalog, summary.in_short(catalog, here))


def _with_ways_on(catalog: Catalog, card: Card) -> Card:
    return replace(
        card,
        choices=_buttons(catalog, Button.CHANGE_LAST, Button.START_AGAIN),
        controls=_commands(catalog, *Command),
    )


_CARDS = {Stage.WELCOME: _welcome, Stage.ASKING: _question, Stage.SUMMARY: _summary}
_CARDS_UNDER_A_NOTE = _CARDS | {Stage.SUMMARY: _summary_in_short}
