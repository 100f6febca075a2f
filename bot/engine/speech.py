"""Catalog values to cards: every sentence that a member reads passes here.

The words stand in ``content/``; this module only decides which of them a card needs and
puts the facts into their placeholders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from bot.cards import Bar, Card, Choice, Place, Progress, Result, Several
from bot.catalog import Catalog, Command, Kind, Question
from bot.engine import scoring, selecting
from bot.engine.state import Answer, Conversation, NotSure, Picked, Skipped, Stage, Wrote

NOT_SURE = "not-sure"
SKIP = "skip"
MINUTES_PER_QUESTION = 0.5
QUOTED_CHARACTERS = 80


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
    card = _CARDS[here.stage](catalog, here)
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


def alone(catalog: Catalog, question: Question) -> Mapping[str, str]:
    """The choices of this question that exclude all others: id to label."""
    loners = {option.id: option.label for option in question.options.values() if option.alone}
    return loners | {choice.id: choice.label for choice in _ways_out(catalog)}


def quoted(text: str) -> str:
    """A person's words as a quotation: one line, no markup, shortened with an ellipsis."""
    line = " ".join(text.replace("*", "").replace("`", "").split())
    if len(line) > QUOTED_CHARACTERS:
        line = line[: QUOTED_CHARACTERS - 1].rstrip() + "…"
    return f"“{line}”"


def _told(catalog: Catalog, question: Question, answer: Answer) -> str:
    match answer:
        case NotSure():
            return catalog.say("answered.not-sure")
        case Skipped():
            return catalog.say("answered.skipped")
        case Wrote(text=text, options=options):
            read = _listed(catalog, _shorts(question, options))
            return catalog.say("answered.wrote", words=quoted(text), read=read)
        case Picked(options=options):
            return _listed(catalog, _shorts(question, options))


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


def _summary(catalog: Catalog, here: Conversation) -> Card:
    ticked = scoring.counted(catalog, here.answers)
    fits = scoring.fits(catalog, ticked)
    decided = bool(ticked)
    told = _reasons(catalog, ticked) if decided else ()
    flip = _flip(catalog, ticked) if decided else None
    body = (
        _verdict(catalog, fits, told, flip) if decided else [catalog.say("summary.undecided")]
    )
    return Card(
        body="\n\n".join(filter(None, [*body, catalog.say("summary.limits")])),
        choices=_buttons(catalog, Button.CHANGE_LAST, Button.START_AGAIN),
        controls=_commands(catalog, *Command),
        chart=tuple(Bar(catalog.roles[role].name, fit) for role, fit in fits.items()),
        result=Result(next(iter(fits)) if decided else None, fits, told, flip),
    )


def _verdict(
    catalog: Catalog, fits: Mapping[str, float], told: tuple[str, ...], flip: str | None
) -> list[str]:
    """The summary's paragraphs for somebody with a leading role."""
    (first, fit), (second, next_fit), *_ = fits.items()
    role = catalog.roles[first]
    close = fit - next_fit < catalog.weights.close
    verdict = catalog.say(
        "summary.close" if close else "summary.clear",
        role=role.name,
        fit=_percent(fit),
        second=catalog.roles[second].noun,
        second_fit=_percent(next_fit),
    )
    return [
        catalog.say("summary.done"),
        f"{verdict}\n{role.job}",
        catalog.say("summary.reasons", reasons="; ".join(told)) if told else "",
        catalog.say("summary.flip", flip=flip) if flip else catalog.say("summary.firm"),
        catalog.say("summary.focus", skills=" · ".join(focus.skill for focus in role.focus)),
        catalog.say(
            "summary.skip",
            first=role.skip[0].what,
            until=role.skip[0].until,
            others=" · ".join(skip.what for skip in role.skip[1:]),
        ),
        catalog.say("summary.companies"),
    ]


def _reasons(catalog: Catalog, ticked: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    return tuple(
        _reason(catalog, catalog.questions[question], options)
        for question, options in scoring.reasons(catalog, ticked)
    )


def _reason(catalog: Catalog, question: Question, options: list[str]) -> str:
    if question.kind is Kind.SINGLE:
        return question.options[options[0]].reason
    return question.reason.substitute(options=_listed(catalog, _shorts(question, options)))


def _flip(catalog: Catalog, ticked: Mapping[str, frozenset[str]]) -> str | None:
    flip = scoring.flip(catalog, ticked)
    if flip is None:
        return None
    question = catalog.questions[flip.question]
    manner = "picked" if question.kind is Kind.SINGLE else "added" if flip.added else "left-out"
    return catalog.say(
        f"flip.{manner}",
        option=question.options[flip.option].short,
        question=question.name,
        role=catalog.roles[flip.role].noun,
    )


def _shorts(question: Question, options: Iterable[str]) -> list[str]:
    """The short forms in the question's order; options that are gone are left out."""
    ticked = set(options)
    return [option.short for option in question.options.values() if option.id in ticked]


def _ways_out(catalog: Catalog) -> tuple[Choice, ...]:
    return tuple(Choice(way, catalog.say(f"button.{way}")) for way in (NOT_SURE, SKIP))


def _buttons(catalog: Catalog, *buttons: Button) -> tuple[Choice, ...]:
    return tuple(Choice(button, catalog.say(f"button.{button}")) for button in buttons)


def _commands(catalog: Catalog, *commands: Command) -> tuple[Choice, ...]:
    return tuple(Choice(command, catalog.say(f"command.{command}")) for command in commands)


def _listed(catalog: Catalog, parts: list[str]) -> str:
    """The parts as one enumeration: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return catalog.say("list", all_but_last=", ".join(parts[:-1]), last=parts[-1])


def _percent(share: float) -> str:
    return f"{share * 100:.0f}"


_CARDS = {Stage.WELCOME: _welcome, Stage.ASKING: _question, Stage.SUMMARY: _summary}
