"""What an open question may still do to the scores, worked out once when content loads.

"At random" is defined here, once: each option of a single choice is equally likely, and each
box of a list is ticked independently: as often as people of all roles tick it, where that was
measured, else with probability 2/n. A text question counts as a single choice.
Source: ``content/SCORING.md``, "When to stop".
"""

from collections.abc import Mapping
from types import MappingProxyType

from bot.catalog.model import Kind, Question
from bot.catalog.weights import Spread, Vector

TICKS_EXPECTED = 2.0
NOT_MEASURED: Mapping[str, float] = MappingProxyType({})


def spread(
    question: Question,
    vectors: Mapping[str, Vector],
    rates: Mapping[str, float] = NOT_MEASURED,
) -> Spread:
    """Mean and variance of what a random answer adds.

    Args:
        question: its kind decides how it is answered.
        vectors: what each of its options adds to each role.
        rates: how often people tick its options, as far as that was measured.
    """
    chance = chances(question, rates)
    roles = range(len(next(iter(vectors.values()))))
    mean = tuple(sum(chance[o] * vectors[o][role] for o in chance) for role in roles)
    variance = tuple(
        tuple(_variance(question, chance, _apart(vectors, left, right)) for right in roles)
        for left in roles
    )
    return Spread(mean, variance)


def chances(question: Question, rates: Mapping[str, float] = NOT_MEASURED) -> dict[str, float]:
    """How likely each option is in a random answer, given how often people tick them."""
    boxes = [option.id for option in question.options.values() if not option.alone]
    if question.kind is Kind.MULTIPLE:
        usual = min(0.5, TICKS_EXPECTED / len(boxes))
        return {box: rates.get(box, usual) for box in boxes}
    return dict.fromkeys(question.options, 1 / len(question.options))


def _apart(vectors: Mapping[str, Vector], left: int, right: int) -> dict[str, float]:
    """What each option adds to the difference between two roles."""
    return {option: vector[left] - vector[right] for option, vector in vectors.items()}


def _variance(
    question: Question, chance: Mapping[str, float], apart: Mapping[str, float]
) -> float:
    """The variance of a random answer's effect on the difference between two roles."""
    if question.kind is Kind.MULTIPLE:  # boxes are independent
        return sum(p * (1 - p) * apart[option] ** 2 for option, p in chance.items())
    mean = sum(p * apart[option] for option, p in chance.items())
    return sum(p * (apart[option] - mean) ** 2 for option, p in chance.items())
