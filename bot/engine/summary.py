"""The summary: the role with its reasons, the flip, what to learn and what to leave out.

It says how sure we are and what it does not say. Somebody for whom nothing speaks yet gets
no role forced on them.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.cards import Bar, Card, Result
from bot.catalog import Catalog, Kind
from bot.engine import scoring
from bot.engine.state import Conversation
from bot.engine.wording import listed, shorts


def full(catalog: Catalog, here: Conversation) -> Card:
    """The whole summary, without buttons."""
    ticked = scoring.counted(catalog, here.answers)
    fits = scoring.fits(catalog, ticked)
    reasons = _reasons(catalog, ticked)
    flip = _flip(catalog, ticked)
    told = _decision(catalog, fits, reasons, flip) if ticked else [_undecided(catalog)]
    return Card(
        body="\n\n".join([*told, catalog.say("summary.limits")]),
        chart=tuple(Bar(catalog.roles[role].name, fit) for role, fit in fits.items()),
        result=Result(next(iter(fits)) if ticked else None, fits, reasons, flip),
    )


def in_short(catalog: Catalog, here: Conversation) -> Card:
    """The summary's first line, for somebody who has just read all of it."""
    ticked = scoring.counted(catalog, here.answers)
    fits = scoring.fits(catalog, ticked)
    verdict = _verdict(catalog, fits) if ticked else _undecided(catalog)
    return replace(full(catalog, here), body=verdict, chart=())


def _decision(
    catalog: Catalog, fits: Mapping[str, float], reasons: tuple[str, ...], flip: str | None
) -> list[str]:
    """The paragraphs for somebody with a leading role."""
    role = catalog.roles[next(iter(fits))]
    firm = catalog.say("summary.firm")
    return [
        catalog.say("summary.done"),
        f"{_verdict(catalog, fits)}\n{role.job}",
        *([catalog.say("summary.reasons", reasons="; ".join(reasons))] if reasons else []),
        catalog.say("summary.flip", flip=flip) if flip else firm,
        catalog.say("summary.focus", skills=" · ".join(focus.skill for focus in role.focus)),
        catalog.say(
            "summary.skip",
            first=role.skip[0].what,
            until=role.skip[0].until,
            others=" · ".join(skip.what for skip in role.skip[1:]),
        ),
        catalog.say("summary.companies"),
    ]


def _verdict(catalog: Catalog, fits: Mapping[str, float]) -> str:
    """The leading role, how sure we are, and who comes next."""
    (first, fit), (second, second_fit), *_ = fits.items()
    close = fit - second_fit < catalog.weights.close
    return catalog.say(
        "summary.close" if close else "summary.clear",
        role=catalog.roles[first].name,
        fit=_percent(fit),
        second=catalog.roles[second].noun,
        second_fit=_percent(second_fit),
    )


def _undecided(catalog: Catalog) -> str:
    return catalog.say("summary.undecided")


def _reasons(catalog: Catalog, ticked: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The answers that mattered most, as people read them."""
    told = []
    for question_id, options in scoring.reasons(catalog, ticked):
        question = catalog.questions[question_id]
        if question.kind is Kind.SINGLE:
            told.append(question.options[options[0]].reason)
        else:
            names = listed(catalog, shorts(question, options))
            told.append(question.reason.substitute(options=names))
    return tuple(told)


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


def _percent(share: float) -> str:
    return f"{share * 100:.0f}"
