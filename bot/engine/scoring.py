"""Answers to fits.

A role's score is its prior plus the weights of everything that was ticked; what fitted
questions add, their bias with it, is divided by the temperature for so many of them. A list
read out of somebody's own words counts for less than one that they ticked; one that is answered
by boxes without data alone counts as a wish does. The fits are the softmax of the scores.
Questions that were skipped or answered with "not sure" add nothing at
all. Source: ``content/SCORING.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, fsum

from bot.catalog import Catalog, Kind, Question, Vector, Weights
from bot.engine.state import Answer, Picked, Wrote

DECIMALS = 9
"""Scores are rounded here, so that a tie is a tie whatever the order of adding."""


class Some(frozenset[str]):
    """Boxes of a list of which somebody may tick more: they were read out of own words."""

    __slots__ = ()


Ticked = Mapping[str, frozenset[str]]
"""Options by question, ``Some`` of them or all; absent questions are unanswered."""

Scores = list[float]
"""One score per role, in the catalog's order."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What answers come to.

    Attributes:
        ticked: the options that count.
        fits: one probability per role, best first.
        role: the leading role, or None when nothing speaks for any.
    """

    ticked: Ticked
    fits: Mapping[str, float]
    role: str | None


def outcome(catalog: Catalog, answers: Mapping[str, Answer]) -> Outcome:
    """What these answers come to under today's catalog."""
    ticked = counted(catalog, answers)
    found = fits(catalog, scores(catalog, ticked))
    return Outcome(ticked, found, next(iter(found)) if speaks(catalog, ticked) else None)


def counted(catalog: Catalog, answers: Mapping[str, Answer]) -> Ticked:
    """The options that count, by question.

    Left out: "not sure", skipped, and whatever the current catalog no longer has (F55).
    """
    ticked: dict[str, frozenset[str]] = {}
    for question_id, answer in answers.items():
        question = catalog.questions.get(question_id)
        if question is not None and isinstance(answer, Picked | Wrote):
            known = answer.options.intersection(question.options)
            if known:
                ticked[question_id] = Some(known) if is_some(question, answer) else known
    return ticked


def is_some(question: Question, answer: Answer) -> bool:
    """Whether boxes were read out of own words, and nobody saw the whole list yet."""
    return isinstance(answer, Wrote) and question.kind is Kind.MULTIPLE


def speaks(catalog: Catalog, ticked: Ticked) -> bool:
    """Whether anything ticked speaks for a role; "none of these" alone does not."""
    return any(
        not catalog.questions[question].options[option].alone
        for question, options in ticked.items()
        for option in options
    )


def is_partly_read(ticked: Ticked) -> bool:
    """Whether some list was read out of own words, and may be longer than what we know."""
    return any(isinstance(options, Some) for options in ticked.values())


def is_fitted(catalog: Catalog, question: str, tick: frozenset[str]) -> bool:
    """Whether an answer counts as it was fitted.

    Of a list that is answered by boxes without data alone nothing was measured: what somebody
    left unticked is nothing that we know of people like them.
    """
    if question not in catalog.weights.bias:
        return False
    options = catalog.questions[question].options
    return any(options[one].columns or options[one].alone for one in tick)


def of_work(catalog: Catalog, ticked: Ticked) -> Ticked:
    """The answers that were measured."""
    return {name: tick for name, tick in ticked.items() if is_fitted(catalog, name, tick)}


def scores(catalog: Catalog, ticked: Ticked) -> Scores:
    """Every role's score, in the catalog's order, rounded so that ties are ties.

    Raises:
        KeyError: a question or an option that the weights lack.
    """
    return rounded(sums(catalog, ticked))


def rounded(found: Scores) -> Scores:
    """These sums as scores: whatever the order of adding, a tie is a tie."""
    return [round(one, DECIMALS) for one in found]


def sums(catalog: Catalog, ticked: Ticked) -> Scores:
    """Every role's score before it is rounded.

    Raises:
        KeyError: a question or an option that the weights lack.
    """
    weights = catalog.weights
    of_wishes, of_evidence = [weights.prior], []
    answered = 0
    for question, tick in ticked.items():
        vectors = weights.options[question]
        if is_fitted(catalog, question, tick):
            answered += 1
            added = [of_answering(weights, question, tick), *(vectors[one] for one in tick)]
            if isinstance(tick, Some):
                added = [_times(weights.named.all, one) for one in added]
            of_evidence += added
        else:
            of_wishes += [vectors[option] for option in tick]
    if not answered:
        return [fsum(column) for column in zip(*of_wishes, strict=True)]
    of_wishes.append(weights.offset)
    temperature = _temperature(weights, answered)
    wished = map(fsum, zip(*of_wishes, strict=True))
    shown = map(fsum, zip(*of_evidence, strict=True))
    return [wish + evidence / temperature for wish, evidence in zip(wished, shown, strict=True)]


def of_answering(weights: Weights, question: str, tick: frozenset[str]) -> Vector:
    """What answering a list says by itself, whatever is ticked, before ``scale``."""
    bias = weights.bias[question]
    return _times(weights.named.unnamed, bias) if isinstance(tick, Some) else bias


def _times(factor: float, vector: Vector) -> Vector:
    """Each number of a vector multiplied."""
    return tuple([factor * one for one in vector])


def scale(catalog: Catalog, ticked: Ticked, question: str) -> float:
    """What the weights of an answered question's options are multiplied by in the scores."""
    if not is_fitted(catalog, question, ticked[question]):
        return 1.0
    of_all = catalog.weights.named.all if isinstance(ticked[question], Some) else 1.0
    return of_all / _temperature(catalog.weights, len(of_work(catalog, ticked)))


def _temperature(weights: Weights, answered: int) -> float:
    """The temperature for so many fitted questions, one or more."""
    return weights.temperature[min(answered, len(weights.temperature)) - 1]


def order(found: Scores) -> list[int]:
    """The positions of the roles, best first; ties keep the catalog's order."""
    return sorted(range(len(found)), key=lambda role: -found[role])


def fits(catalog: Catalog, found: Scores) -> dict[str, float]:
    """Turn scores into one probability per role, their softmax.

    Returns:
        One probability per role, summing to 1.0 within 1e-9, best first; equal ones keep
        the catalog's order.

    Source: ``content/SCORING.md``, "From answers to fits".
    """
    top = max(found)
    shares = [exp(score - top) for score in found]
    total = fsum(shares)
    roles = tuple(catalog.roles)
    return {roles[place]: shares[place] / total for place in order(found)}


def is_close(catalog: Catalog, found: Mapping[str, float]) -> bool:
    """Whether these fits, best first, are a close call between the first two roles."""
    first, second, *_ = found.values()
    return first - second < catalog.weights.close
