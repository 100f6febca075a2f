"""Which question comes next, when to stop, which one came before, and how far we are.

Everybody gets the opening questions. The fitted ones follow in the authors' order, until the
curve that was fitted with them says that the others would hardly change the leading role. Of
those weighed by hand the next is the one that separates the leading role best from those that
may still overtake it, and asking stops when nobody is likely to. Source:
``content/SCORING.md``, "Which question next" and "When to stop".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import erf, exp, sqrt
from operator import mul

from bot.cards import Progress
from bot.catalog import Catalog, Kind, Question, Vector
from bot.engine import scoring
from bot.engine.scoring import Scores, Some, Ticked
from bot.engine.state import Answer, Conversation

HIGHEST_CHANCE = 1.2
"""Chances of several rivals add up; above this, more of them mean no more questions."""
MOST_EXPONENT = 700.0
"""Beyond it ``exp`` leaves what a float can hold."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """How it stands between the roles, and what may still change that.

    Attributes:
        left: the questions that may still be asked, in the authors' order.
        evidence: those of them whose weights are fitted.
        by_hand: those whose weights are set by hand.
        ticked: the options that count.
        scores: every role's score so far.
        doubt: how likely the fitted questions that are left make another role lead, by all
            answers or by evidence alone.
        apart: by question that is weighed by hand, the variance of what it adds to each role's
            gap to the leading role.
        chances: by role, how likely these let it overtake the leading one; 0 for that itself.
    """

    left: list[str]
    evidence: list[str]
    by_hand: list[str]
    ticked: Ticked
    scores: Scores
    doubt: float
    apart: list[Vector]
    chances: list[float]


def outlook(catalog: Catalog, here: Conversation) -> Outlook:
    """The scores so far, the leading role, and each rival's chance to overtake it."""
    weights = catalog.weights
    left = [name for name in open_questions(catalog, here) if _is_asked(here, name)]
    evidence = [name for name in left if name in weights.bias]
    by_hand = [name for name in left if name not in weights.bias]
    ticked = scoring.counted(catalog, here.answers)
    scores = scoring.scores(catalog, ticked)
    leader = scores.index(max(scores))  # a tie keeps the catalog's order
    spreads = [weights.spreads[name] for name in by_hand]
    apart = [spread.variance[leader] for spread in spreads]
    means = [spread.mean for spread in spreads]
    chances = _chances(scores, leader, means, apart)
    doubt = _doubt(catalog, here, ticked, scores) if evidence else 0.0
    return Outlook(left, evidence, by_hand, ticked, scores, doubt, apart, chances)


def standing(catalog: Catalog, here: Conversation) -> Question:
    """The question that stands while questions are asked.

    ``transitions.at_home`` has seen to it that today's catalog has it.
    """
    assert here.asking is not None  # noqa: S101 - narrows the type
    return catalog.questions[here.asking]


def next_question(
    catalog: Catalog, here: Conversation, ahead: Outlook | None = None
) -> str | None:
    """The question to ask next, or None when enough was asked.

    Args:
        catalog: the questions and their weights.
        here: the answers so far.
        ahead: the outlook of these answers, where it is known already.
    """
    ahead = ahead or outlook(catalog, here)
    opening = _opening(catalog, ahead.left)
    if opening is not None or not ahead.left:
        return opening
    if _empty_in_a_row(catalog, here, ahead.ticked) >= catalog.weights.stopping.patience:
        return ahead.left[0] if here.thorough else None
    if ahead.evidence and (here.thorough or not _is_enough_of_work(catalog, ahead)):
        return ahead.evidence[0]
    if ahead.by_hand and (here.thorough or not _is_enough_of_wishes(catalog, ahead)):
        parting = _parting(ahead)
        return max(parting, key=parting.__getitem__)
    return _trade_off(catalog, ahead)


def is_enough(catalog: Catalog, ahead: Outlook) -> bool:
    """Whether the questions that are left would hardly change the leading role."""
    return _is_enough_of_work(catalog, ahead) and _is_enough_of_wishes(catalog, ahead)


def is_stopped_early(catalog: Catalog, ahead: Outlook) -> bool:
    """Whether fitted questions are left that the curve holds for needless."""
    return bool(ahead.evidence) and _is_enough_of_work(catalog, ahead)


def _is_enough_of_work(catalog: Catalog, ahead: Outlook) -> bool:
    return not ahead.evidence or ahead.doubt <= catalog.weights.stopping.evidence_limit


def _is_enough_of_wishes(catalog: Catalog, ahead: Outlook) -> bool:
    return not ahead.by_hand or sum(ahead.chances) <= catalog.weights.stopping.limit


def open_questions(catalog: Catalog, here: Conversation) -> list[str]:
    """What may still be asked, in the authors' order; also lists of which some is known."""
    tasted = here.earlier is not None and here.earlier.role is None
    return [
        name
        for name, question in catalog.questions.items()
        if _is_some(question, here.answers.get(name))
        or (name not in here.answers and (tasted or not question.after_fortnight))
    ]


def _is_asked(here: Conversation, name: str) -> bool:
    """Whether an open question may come up now.

    A list that was answered in own words is shown only to somebody who wants to answer all.
    """
    return here.thorough or name not in here.answers


def _is_some(question: Question, answer: Answer | None) -> bool:
    """Whether a list is answered so far by what was read out of own words."""
    return answer is not None and scoring.is_some(question, answer)


def is_generalist(catalog: Catalog, answers: Mapping[str, Answer]) -> bool:
    """Whether somebody ticked nearly everything in one of the lists."""
    return _is_generalist(catalog, scoring.counted(catalog, answers))


def _is_generalist(catalog: Catalog, ticked: Ticked) -> bool:
    share = catalog.weights.generalist
    for name, options in ticked.items():
        question = catalog.questions[name]
        if question.kind is Kind.MULTIPLE:
            boxes = sum([not option.alone for option in question.options.values()])
            if len(options) >= share * boxes:
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
    return _number(_walked(catalog, here), here)


def progress(catalog: Catalog, here: Conversation, ahead: Outlook | None = None) -> Progress:
    """The number of the standing question among those that we expect to ask.

    Args:
        catalog: the questions and their weights.
        here: the answers so far and the question that stands.
        ahead: the outlook of these answers, where it is known already.
    """
    ahead = ahead or outlook(catalog, here)
    walked = _walked(catalog, here)
    at = _number(walked, here)
    left = sum([name not in here.answers for name in ahead.left])
    if here.thorough:
        return Progress(at=at, of=max(at, len(walked) + left))
    expected = len(walked) + min(left, _expected(catalog, ahead))
    most = catalog.weights.stopping.most_expected
    return Progress(at=at, of=max(at, len(walked), min(expected, most)))


def _number(walked: list[str], here: Conversation) -> int:
    return 1 + (walked.index(here.asking) if here.asking in walked else len(walked))


def _expected(catalog: Catalog, ahead: Outlook) -> int:
    """How many of the open questions we expect to ask: more, the less is settled."""
    chance = min(sum(ahead.chances), HIGHEST_CHANCE)
    opening = sum([catalog.questions[name].opening for name in ahead.left])
    return max(opening, 1 + round(catalog.weights.stopping.left_per_chance * chance))


def _empty_in_a_row(catalog: Catalog, here: Conversation, ticked: Ticked) -> int:
    """How many of the latest answers, in a row, speak for no role."""
    empty = 0
    for question in reversed([*here.answers]):
        if question in ticked and scoring.speaks(catalog, {question: ticked[question]}):
            break
        empty += 1
    return empty


def _walked(catalog: Catalog, here: Conversation) -> list[str]:
    return [question for question in here.answers if question in catalog.questions]


def _doubt(catalog: Catalog, here: Conversation, ticked: Ticked, scores: Scores) -> float:
    """How likely the fitted questions that are left would make another role lead.

    The curve was fitted by number of fitted questions asked; before the first, all is open. A
    list that was read out of own words was not asked, nor one of whose ticks none has data.
    The gap is the smaller one of two: with wishes, and without them as in what was measured.
    Else a clear wish would end the questions about work before there is anything to hold
    against it.
    """
    of_evidence = scoring.of_work(catalog, ticked)
    asked = sum(
        [
            name not in ticked or (name in of_evidence and not isinstance(ticked[name], Some))
            for name in here.answers
            if name in catalog.weights.bias
        ]
    )
    curve = catalog.weights.stopping.curve
    if not asked:
        return 1.0
    base, slope = curve[min(asked, len(curve)) - 1]
    gap = min(_gap(scores), _gap(scoring.scores(catalog, of_evidence)))
    return 1.0 / (1.0 + exp(min(-(base + slope * gap), MOST_EXPONENT)))


def _gap(scores: Scores) -> float:
    """How far the highest score is from the second."""
    first, second = sorted(scores, reverse=True)[:2]
    return first - second


def _opening(catalog: Catalog, left: list[str]) -> str | None:
    """The next question that everybody gets; one about the fortnight comes first."""
    asked = [catalog.questions[name] for name in left]
    first = next((one.id for one in asked if one.after_fortnight), None)
    return first or next((one.id for one in asked if one.opening), None)


def _chances(
    scores: Scores, leader: int, means: list[Vector], apart: list[Vector]
) -> list[float]:
    """By role: how likely it is to lead the leader, once all that is open is answered.

    The effects of random answers add up, so each final gap is nearly normal. The leader's
    gap to itself cannot vary.
    """
    if not apart:
        return [0.0] * len(scores)
    expected = _summed(means)
    best = scores[leader] + expected[leader]
    return [
        _chance_below_zero(best - score - mean, variance)
        for score, mean, variance in zip(scores, expected, _summed(apart), strict=True)
    ]


def _summed(vectors: list[Vector]) -> list[float]:
    return list(map(sum, zip(*vectors, strict=True)))


def _chance_below_zero(mean: float, variance: float) -> float:
    """The probability that a normal variable is negative; 0 if it cannot vary."""
    return 0.0 if variance == 0.0 else 0.5 * (1.0 - erf(mean / sqrt(2.0 * variance)))


def _parting(ahead: Outlook) -> dict[str, float]:
    """How strongly each question parts the leader from its rivals, the likelier ones first."""
    return {
        name: sum(map(mul, ahead.chances, variances))
        for name, variances in zip(ahead.by_hand, ahead.apart, strict=True)
    }


def _trade_off(catalog: Catalog, ahead: Outlook) -> str | None:
    """One trade-off more for a close call and for a generalist, if it is still open."""
    fits = scoring.fits(catalog, ahead.scores)
    is_close = scoring.is_close(catalog, fits)
    if not is_close and not _is_generalist(catalog, ahead.ticked):
        return None
    pair = frozenset([*fits][:2])
    return next((name for name in ahead.left if catalog.questions[name].pair == pair), None)
