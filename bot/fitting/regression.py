"""Multinomial logistic regression, with a penalty per column.

The loss is the weighted mean log loss plus half the penalty times the squared weights; its
minimum is unique, so what is found does not depend on where the search began. The search goes
along directions in which the loss bends about equally; so it takes fifteen rounds, not eighty.
"""

from collections.abc import Callable

import numpy as np
from scipy.linalg import solve_triangular
from scipy.optimize import minimize

from bot.fitting.masks import Copies
from bot.fitting.sheet import Floats

MOST_ROUNDS = 500
NEAR_ENOUGH = 1e-11
"""The search ends when a round improves the loss by less than this share of it."""
USUAL_BEND = 0.16
"""``fit * (1 - fit)`` where every role fits by a fifth."""


def regress(copies: Copies, penalty: Floats, roles: int) -> Floats:
    """The weights, columns by roles, that predict the copies' roles best.

    Args:
        copies: what to learn from.
        penalty: one number for each column of the design.
        roles: how many roles there are.
    """
    columns = copies.design.shape[1]
    share = copies.weight / copies.weight.sum()
    bend = (copies.design * (USUAL_BEND * share)[:, None]).T @ copies.design
    root = np.linalg.cholesky(bend + np.diag(penalty))
    loss = _loss(copies, share, penalty, roles)

    def turned(flat: Floats) -> tuple[float, Floats]:
        weights = solve_triangular(root, flat.reshape(columns, roles), trans="T", lower=True)
        found, slope = loss(weights)
        return found, solve_triangular(root, slope, lower=True).ravel()

    found = minimize(
        turned,
        np.zeros(columns * roles),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": MOST_ROUNDS, "gtol": 0.0, "ftol": NEAR_ENOUGH},
    )
    weights: Floats = solve_triangular(
        root, found.x.reshape(columns, roles), trans="T", lower=True
    )
    return weights


def _loss(
    copies: Copies, share: Floats, penalty: Floats, roles: int
) -> Callable[[Floats], tuple[float, Floats]]:
    """The loss of weights, and its slope; inside roles come first, which is faster by far."""
    people = np.arange(len(copies.role))
    held = np.zeros((roles, len(people)))
    held[copies.role, people] = share
    across = np.ascontiguousarray(copies.design.T)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = weights.T @ across
        scores -= scores.max(axis=0)
        powers = np.exp(scores)
        total = powers.sum(axis=0)
        of_people = (share * (np.log(total) - scores[copies.role, people])).sum()
        of_weights = 0.5 * (penalty[:, None] * weights**2).sum()
        slope = ((powers * (share / total) - held) @ copies.design).T
        return float(of_people + of_weights), slope + penalty[:, None] * weights

    return loss


def softmax(scores: Floats) -> Floats:
    """Scores to probabilities, row by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    fits: Floats = powers / powers.sum(axis=1, keepdims=True)
    return fits
