"""Catalog values to cards: every sentence that a member reads passes here or ``summary``.

The words stand in ``content/``; this module only decides which of them a card needs and
puts the facts into their placeholders.
"""

from dataclasses import replace
from enum import StrEnum
from typing import assert_never

from bot.cards import Card, Choice, Place, Progress, Several
from bot.catalog import About, Catalog, Command, Kind, Question
from bot.engine import selecting, summary
from bot.engine.state import Answer, Conversation, NotSure, Picked, Skipped, Stage, Wrote
from bot.engine.wording import clipped, listed, quoted, shorts

NOT_SURE = "not-sure"
SKIP = "skip"
MINUTES_PER_QUESTION = 0.5


class Button(StrEnum):
    """Choices that are neither answers nor commands; each has a sentence ``button.…``."""

    START = "start"
    ABOUT = "about"
    CHOOSE = "choose"
    MORE = "more"
    RETURN = "return"


def current(
    catalog: Catalog,
    here: Conversation,
    recap: str = "",
    note: str = "",
    *,
    problem: bool = False,
    change: str | None = None,
) -> Card:
    """The card of the place where somebody stands.

    Args:
        catalog: the words.
        here: a place that today's content has.
        recap: one line on the step just finished.
        note: what to say first; the card's own text follows.
        problem: the note says what was wrong with the input.
        change: an answered question for whose answer a button is offered.
    """
    seen = note and not recap  # what follows a finished step is new, also under a note
    card = (_CARDS_SEEN if seen else _CARDS)[here.stage](catalog, here)
    offered = (_change_button(catalog, change),) if _changeable(catalog, here, change) else ()
    return replace(
        card,
        body=f"{note}\n\n{card.body}" if note else card.body,
        place=Place(here.id, here.version, here.asking),
        recap=recap,
        choices=(*card.choices, *offered),
        problem=problem,
    )


def changing(question: str) -> str:
    """The id of the choice that changes the answer to a question."""
    return f"edit-{question}"


def alone(catalog: Catalog, here: Conversation) -> frozenset[str]:
    """The choices of the current card that exclude all others."""
    loners = {NOT_SURE, SKIP, Button.RETURN.value}
    if here.stage is Stage.ASKING:
        question = selecting.standing(catalog, here)
        loners |= {option.id for option in question.options.values() if option.alone}
    return frozenset(loners)


def recap(catalog: Catalog, here: Conversation, question: Question, answer: Answer) -> str:
    """The one line that a finished question becomes: "2. Afternoon: two dashboards"."""
    at = selecting.number(catalog, here)
    told = _told(catalog, question, answer)
    return catalog.say("recap", at=at, name=question.name, answer=told)


def answer_so_far(catalog: Catalog, here: Conversation) -> str:
    """What was answered to the question that stands again."""
    question = selecting.standing(catalog, here)
    told = _told(catalog, question, here.answers[question.id])
    return catalog.say("back.so-far", answer=told)


def begun_again(catalog: Catalog, fresh: Conversation, key: str) -> str:
    """That a new walk begins, and what the one before came to."""
    said = catalog.say(key)
    if fresh.earlier is None:
        return said
    told = summary.leaned(catalog, fresh.earlier) or catalog.say("earlier.undecided")
    return " ".join((said, told))


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
    """The standing question, and before the first of its kind what kind it is."""
    question = selecting.standing(catalog, here)
    told = _kind_of_question(catalog, here, question)
    return _asked(catalog, here, "\n\n".join([*told, question.text]))


def _question_again(catalog: Catalog, here: Conversation) -> Card:
    return _asked(catalog, here, selecting.standing(catalog, here).text)


def _asked(catalog: Catalog, here: Conversation, body: str) -> Card:
    question = selecting.standing(catalog, here)
    progress = selecting.progress(catalog, here)
    shown = () if question.kind is Kind.TEXT else tuple(question.options.values())
    several = question.kind is Kind.MULTIPLE
    return Card(
        body=body,
        choices=(
            *(Choice(o.id, o.label) for o in shown),
            *_ways_out(catalog),
            *(_buttons(catalog, Button.RETURN) if question.id in here.answers else ()),
        ),
        several=Several(question.least, question.most) if several else None,
        writes=question.kind is Kind.TEXT,
        progress=progress,
        controls=_controls(catalog, progress),
    )


def _kind_of_question(catalog: Catalog, here: Conversation, question: Question) -> list[str]:
    """The difference between interest and evidence, told when each first comes up."""
    met: set[About] = {
        catalog.questions[name].about
        for name in here.answers
        if name in catalog.questions and name != question.id
    }
    return [] if question.about in met else [catalog.say(f"first.{question.about}")]


def _summary(catalog: Catalog, here: Conversation) -> Card:
    return _with_ways_on(catalog, here, summary.full(catalog, here))


def _summary_in_short(catalog: Catalog, here: Conversation) -> Card:
    return _with_ways_on(catalog, here, summary.in_short(catalog, here))


def _with_ways_on(catalog: Catalog, here: Conversation, card: Card) -> Card:
    led = card.result is not None and card.result.role is not None
    decided = led or here.chosen in catalog.roles
    shared = (Choice(Command.SHARE, catalog.say("button.share")),) if decided else ()
    more = _buttons(catalog, Button.MORE) if selecting.open_questions(catalog, here) else ()
    return replace(
        card,
        choices=(
            Choice(Command.COMPARE, catalog.say("button.compare")),
            Choice(Command.EDIT, catalog.say("button.edit")),
            *_buttons(catalog, Button.CHOOSE),
            *shared,
            *more,
            Choice(
                Command.RETAKE, catalog.say("button.retake" if decided else "button.tasted")
            ),
        ),
        controls=_commands(catalog, Command.BACK, Command.WHY, Command.HELP, Command.STOP),
    )


def _changes(catalog: Catalog, here: Conversation) -> Card:
    """The room of changes: every answer so far."""
    asked = [question for question in here.answers if question in catalog.questions]
    told = ((q, _told(catalog, catalog.questions[q], here.answers[q])) for q in asked)
    labels = {
        question: catalog.say(
            "edit.answer", name=catalog.questions[question].name, answer=answer
        )
        for question, answer in told
    }
    return Card(
        body=catalog.say("edit.which"),
        choices=(
            *(Choice(question, clipped(label)) for question, label in labels.items()),
            *_buttons(catalog, Button.RETURN),
        ),
        controls=_commands(catalog, Command.BACK, Command.HELP),
    )


def _comparison(catalog: Catalog, here: Conversation) -> Card:
    return replace(_roles(catalog, "compare.which"), several=Several(2, 2))


def _own_choice(catalog: Catalog, here: Conversation) -> Card:
    return _roles(catalog, "choose.which")


def _roles(catalog: Catalog, key: str) -> Card:
    return Card(
        body=catalog.say(key),
        choices=(
            *(Choice(role.id, role.name) for role in catalog.roles.values()),
            *_buttons(catalog, Button.RETURN),
        ),
        controls=_commands(catalog, Command.BACK, Command.HELP),
    )


def _resting(catalog: Catalog, here: Conversation) -> Card:
    return _asleep(catalog, "resting")


def _ended(catalog: Catalog, here: Conversation) -> Card:
    return _asleep(catalog, "ended")


def _asleep(catalog: Catalog, key: str) -> Card:
    return Card(
        body=catalog.say(key),
        choices=(Choice(Command.RESUME, catalog.say("button.resume")),),
        controls=_commands(catalog, Command.HELP),
    )


def _changeable(catalog: Catalog, here: Conversation, question: str | None) -> bool:
    """Whether an answer can be changed from here: it was given, and we are awake."""
    awake = here.stage in (Stage.ASKING, Stage.SUMMARY)
    return awake and question in here.answers and question in catalog.questions


def _change_button(catalog: Catalog, question: str | None) -> Choice:
    return Choice(changing(question or ""), catalog.say("button.change-that"))


def _controls(catalog: Catalog, progress: Progress) -> tuple[Choice, ...]:
    back = (Command.BACK,) if progress.at > 1 else ()
    rest = (Command.WHY, Command.EDIT) if progress.at > 1 else (Command.WHY,)
    return _commands(catalog, *back, *rest, Command.SUMMARY, Command.PAUSE, Command.HELP)


def _ways_out(catalog: Catalog) -> tuple[Choice, ...]:
    return tuple(Choice(way, catalog.say(f"button.{way}")) for way in (NOT_SURE, SKIP))


def _buttons(catalog: Catalog, *buttons: Button) -> tuple[Choice, ...]:
    return tuple(Choice(button, catalog.say(f"button.{button}")) for button in buttons)


def _commands(catalog: Catalog, *commands: Command) -> tuple[Choice, ...]:
    return tuple(Choice(command, catalog.say(f"command.{command}")) for command in commands)


_CARDS = {
    Stage.WELCOME: _welcome,
    Stage.ASKING: _question,
    Stage.SUMMARY: _summary,
    Stage.EDITING: _changes,
    Stage.COMPARING: _comparison,
    Stage.CHOOSING: _own_choice,
    Stage.RESTING: _resting,
    Stage.ENDED: _ended,
}
_CARDS_SEEN = _CARDS | {
    Stage.ASKING: _question_again,
    Stage.SUMMARY: _summary_in_short,
}
