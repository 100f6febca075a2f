"""Which question comes next, when to stop, which one came before, and how far we are.

Everybody gets the opening questions. After that the next question is the one that separates
the leading role best from those that may still overtake it, and asking stops when nobody is
likely to. Source: ``content/SCORING.md``, "Which question next" and "When to stop".
"""

from collections.abc import Mapping
from itertools import takewhile
from math import erf, sqrt

from bot.cards import Progress
from bot.catalog import Catalog, Kind, Question, Spread
from bot.engine import scoring
from bot.engine.scoring import Scores
from bot.engine.state import Answer, Conversation

HIGHEST_CHANCE = 1.2
"""Chances of several rivals add up; above this, more of them mean no more questions."""


def standing(catalog: Catalog, here: Conversation) -> Question:
    """The question that stands while questions are asked.

    ``transitions.at_home`` has seen to it that today's catalog has it.
    """
    assert here.asking is not None  # noqa: S101 - narrows the type
    return catalog.questions[here.asking]


def next_question(catalog: Catalog, here: Conversation) -> str | None:
    """The question to ask next, or None when enough was asked."""
    left = open_questions(catalog, here)
    opening = _opening(catalog, left)
    if opening is not None or not left:
        return opening
    if _empty_in_a_row(catalog, here) >= catalog.weights.stopping.patience:
        return left[0] if here.thorough else None
    scores, leader, rivals = _contest(catalog, here, left)
    if here.thorough or sum(rivals.values()) > catalog.weights.stopping.limit:
        return max(left, key=lambda name: _parting(catalog, name, leader, rivals))
    return _trade_off(catalog, here, scores, left)


def open_questions(catalog: Catalog, here: Conversation) -> list[str]:
    """What may still be asked, in the authors' order."""
    tasted = here.earlier is not None and here.earlier.role is None
    return [
        name
        for name, question in catalog.questions.items()
        if name not in here.answers and (tasted or not question.after_fortnight)
    ]


def is_generalist(catalog: Catalog, answers: Mapping[str, Answer]) -> bool:
    """Whether somebody ticked nearly everything in one of the lists."""
    share = catalog.weights.generalist
    for name, options in scoring.counted(catalog, answers).items():
        question = catalog.questions[name]
        boxes = sum(not option.alone for option in question.options.values())
        if question.kind is Kind.MULTIPLE and len(options) >= share * boxes:
            return True
    return False


def question_before(catalog: Catalog, here: Conversation) -> str | None:
    """The answered question that was shown before the current card, or None at the first."""
    walked = _walked(catalog, here)
    if here.asking in walked:
        walked = walked[: walked.index(here.asking)]
    return walked[-1] if walked else None


def number(catalog: Catalog, here: Conversation) -> int:
    """The number of the standing question, from 1; it keeps its first one."""
    walked = _walked(catalog, here)
    return 1 + (walked.index(here.asking) if here.asking in walked else len(walked))


def progress(catalog: Catalog, here: Conversation) -> Progress:
    """The number of the standing question among those that we expect to ask."""
    at = number(catalog, here)
    before = len(_walked(catalog, here))
    left = open_questions(catalog, here)
    expected = len(left) if here.thorough else min(len(left), _expected(catalog, here, left))
    return Progress(at=at, of=max(at, before + expected))


def _expected(catalog: Catalog, here: Conversation, left: list[str]) -> int:
    """How many of the open questions we expect to ask: more, the less is settled."""
    stopping = catalog.weights.stopping
    _, _, rivals = _contest(catalog, here, left)
    chance = min(sum(rivals.values()), HIGHEST_CHANCE)
    opening = sum(catalog.questions[name].opening for name in left)
    return max(opening, 1 + round(stopping.left_per_chance * chance))


def _empty_in_a_row(catalog: Catalog, here: Conversation) -> int:
    """How many of the latest answers, in a row, speak for no role."""
    latest_first = reversed([*here.answers.items()])
    empty = takewhile(lambda item: not _speaks(catalog, *item), latest_first)
    return sum(1 for _ in empty)


def _speaks(catalog: Catalog, question: str, answer: Answer) -> bool:
    return scoring.speaks(catalog, scoring.counted(catalog, {question: answer}))


def _walked(catalog: Catalog, here: Conversation) -> list[str]:
    return [question for question in here.answers if question in catalog.questions]


def _opening(catalog: Catalog, left: list[str]) -> str | None:
    """The next question that everybody gets; one about the fortnight comes first."""
    asked = [catalog.questions[name] for name in left]
    first = next((one.id for one in asked if one.after_fortnight), None)
    return first or next((one.id for one in asked if one.opening), None)


def _contest(
    catalog: Catalog, here: Conversation, left: list[str]
) -> tuple[Scores, int, dict[int, float]]:
    """The scores so far, the leading role, and each rival's chance to overtake it."""
    scores = scoring.scores(catalog, scoring.counted(catalog, here.answers))
    leader = scoring.order(scores)[0]
    spreads = [catalog.weights.spreads[name] for name in left]
    return scores, leader, _rivals(scores, leader, spreads)


def _rivals(scores: Scores, leader: int, spreads: list[Spread]) -> dict[int, float]:
    """By role: how likely it is to lead the leader, once all that is open is answered.

    The effects of random answers add up, so each final gap is nearly normal.
    """
    means = [sum(column) for column in zip(*(one.mean for one in spreads), strict=True)]
    rows = (one.variance[leader] for one in spreads)
    variances = [sum(column) for column in zip(*rows, strict=True)]
    return {
        role: _chance_below_zero(
            scores[leader] + means[leader] - scores[role] - means[role], variances[role]
        )
        for role in range(len(scores))
        if role != leader and spreads
    }


def _chance_below_zero(mean: float, variance: float) -> float:
    """The probability that a normal variable is negative; 0 if it cannot vary."""
    return 0.0 if variance == 0.0 else 0.5 * (1.0 - erf(mean / sqrt(2.0 * variance)))


def _parting(catalog: Catalog, name: str, leader: int, rivals: dict[int, float]) -> float:
    """How strongly a question parts the leader from its rivals, the likelier ones first."""
    variance = catalog.weights.spreads[name].variance[leader]
    return sum(chance * variance[rival] for rival, chance in rivals.items())


def _trade_off(
    catalog: Catalog, here: Conversation, scores: Scores, left: list[str]
) -> str | None:
    """One trade-off more for a close call and for a generalist, if it is still open."""
    first, second = list(scoring.fits(catalog, scores).items())[:2]
    close = first[1] - second[1] < catalog.weights.close
    if not close and not is_generalist(catalog, here.answers):
        return None
    pair = frozenset({first[0], second[0]})
    return next((name for name in left if catalog.questions[name].pair == pair), None)
