"""Temperatures, the offset of the roles, the stop curve: what is fitted after the weights."""

import numpy as np
from scipy.optimize import minimize, minimize_scalar

from bot.fitting.masks import Copies
from bot.fitting.regression import softmax
from bot.fitting.sheet import Floats, Places

COLDEST, HOTTEST = 0.3, 3.0
MOST_OF_NAMED = 2.0
"""What was named counts at most twice as much as what was ticked."""
MOST_OFFSET, OFFSET_STEP, SWEEPS = 0.4, 0.025, 3
WORST_COUNTS = 0.2
"""What the worst recall counts beside the mean recall, when the offset is chosen."""
HALF = 0.5
"""The share of the best offset that is used: it was chosen on the people it was tried on."""


def temperatures(scores: Floats, copies: Copies, questions: int) -> list[float]:
    """By number of answered questions, from 1, what the scores are best divided by.

    Best is the least log loss. A number that nobody has keeps that of its neighbour below.
    """
    found = [1.0]
    for count in range(1, questions + 1):
        of_count = copies.answered == count
        if not of_count.any():
            found.append(found[-1])
            continue
        some, role = scores[of_count], copies.role[of_count]
        weight = copies.weight[of_count]
        found.append(1.0 / _sharpness(some, role, weight))
    return found[1:]


def _sharpness(scores: Floats, role: Places, weight: Floats) -> float:
    rows = np.arange(len(role))

    def loss(sharpness: float) -> float:
        return float(-(weight * np.log(softmax(scores * sharpness)[rows, role])).sum())

    bounds = (1.0 / HOTTEST, 1.0 / COLDEST)
    return float(minimize_scalar(loss, bounds=bounds, method="bounded").x)


def of_named(
    bias: Floats, boxes: Floats, rest: Floats, role: Places, weight: Floats
) -> tuple[float, float]:
    """What of a list counts of which only some boxes were named, by the least log loss.

    Args:
        bias: by person and role, what the biases of their named lists add.
        boxes: the same of the boxes that are known there.
        rest: all that adds to their scores besides.
        role: one place per person.
        weight: one weight per person.

    Returns:
        The share of the bias, and the factor for it and the boxes.
    """
    rows = np.arange(len(role))

    def loss(found: Floats) -> float:
        scores = rest + found[1] * (found[0] * bias + boxes)
        return float(-(weight * np.log(softmax(scores)[rows, role])).mean())

    bounds = ((0.0, MOST_OF_NAMED), (1.0 / HOTTEST, MOST_OF_NAMED))
    unnamed, every = minimize(loss, np.ones(2), method="L-BFGS-B", bounds=bounds).x
    return float(unnamed), float(every)


def role_offset(scores: Floats, role: Places) -> Floats:
    """Half of what, added to the scores, gives the best recall: the mean and the worst.

    One role after the other is moved in small steps, three times round, each at most by 0.4.
    The roles in the middle lose to both sides otherwise. The sum is 0.
    """
    roles = scores.shape[1]
    steps = np.arange(-MOST_OFFSET, MOST_OFFSET + OFFSET_STEP / 2, OFFSET_STEP)
    offset = np.zeros(roles)
    best = _merit(scores, role)
    for _ in range(SWEEPS):
        for place in range(roles):
            for step in steps:
                tried = offset.copy()
                tried[place] = step
                merit = _merit(scores + tried, role)
                if merit > best:
                    best, offset = merit, tried
    halved: Floats = (offset - offset.mean()) * HALF
    return halved


def _merit(scores: Floats, role: Places) -> float:
    right = scores.argmax(axis=1) == role
    sizes = np.bincount(role, minlength=scores.shape[1])
    recall = np.bincount(role[right], minlength=scores.shape[1]) / sizes
    return float(recall.mean() + WORST_COUNTS * recall.min())


def gaps(scores: Floats) -> Floats:
    """The gap between the two highest scores of each row."""
    ordered = np.sort(scores, axis=1)
    gap: Floats = ordered[:, -1] - ordered[:, -2]
    return gap


def stop_curve(gap: Floats, changed: Floats, weight: Floats) -> tuple[float, float]:
    """(a, b) so that sigmoid(a + b * gap) is how likely asking all changes the leading role.

    Args:
        gap: of each person, between the two highest scores so far.
        changed: 1.0 where asking everything changed the leading role, else 0.0.
        weight: of each person.
    """
    share = weight / weight.sum()

    def loss(line: Floats) -> float:
        logit = line[0] + line[1] * gap
        of_people = np.logaddexp(0.0, logit) - changed * logit
        return float((share * of_people).sum() + SMALL * (line**2).sum())

    found = minimize(loss, np.array([0.0, -1.0]), method="BFGS")
    return float(found.x[0]), float(found.x[1])


def falling(gap: Floats, second: Floats, weight: Floats) -> float:
    """How fast it falls: sigmoid(-this * gap) is how likely it is the second of two.

    Args:
        gap: of each person, between the two.
        second: 1.0 where it was the second, 0.0 where it was the first.
        weight: of each person.
    """

    def loss(falls: float) -> float:
        logit = -falls * gap
        return float((weight * (np.logaddexp(0.0, logit) - second * logit)).sum())

    return float(minimize_scalar(loss, bounds=(SMALL, STEEPEST), method="bounded").x)


STEEPEST = 100.0
"""Beyond it a curve is a step."""
SMALL = 1e-5
"""A pull towards 0, so that a curve stays finite where nobody's result changed."""
