"""What an open question may still do to the scores, worked out once when content loads.

"At random" is defined here, once: each option of a single choice is equally likely, and each
box of a list is ticked with probability 2/n, independently. A text question counts as a
single choice. Source: ``content/SCORING.md``, "When to stop".
"""

from collections.abc import Mapping

from bot.catalog.model import Kind, Question, Spread, Vector

TICKS_EXPECTED = 2.0


def spread(question: Question, vectors: Mapping[str, Vector]) -> Spread:
    """Mean and variance of what a random answer adds.

    Args:
        question: its kind decides how it is answered.
        vectors: what each of its options adds to each role.
    """
    chance = chances(question)
    roles = range(len(next(iter(vectors.values()))))
    mean = tuple(sum(chance[o] * vectors[o][role] for o in chance) for role in roles)
    variance = tuple(
        tuple(_variance(question, vectors, left, right) for right in roles) for left in roles
    )
    return Spread(mean, variance)


def chances(question: Question) -> dict[str, float]:
    """How likely each option is in a random answer."""
    boxes = [option.id for option in question.options.values() if not option.alone]
    if question.kind is Kind.MULTIPLE:
        return dict.fromkeys(boxes, min(0.5, TICKS_EXPECTED / len(boxes)))
    return dict.fromkeys(question.options, 1 / len(question.options))


def _variance(
    question: Question, vectors: Mapping[str, Vector], left: int, right: int
) -> float:
    """The variance of a random answer's effect on the difference between two roles."""
    chance = chances(question)
    apart = {option: vectors[option][left] - vectors[option][right] for option in chance}
    if question.kind is Kind.MULTIPLE:  # boxes are independent
        return sum(p * (1 - p) * apart[option] ** 2 for option, p in chance.items())
    mean = sum(p * apart[option] for option, p in chance.items())
    return sum(p * (apart[option] - mean) ** 2 for option, p in chance.items())
