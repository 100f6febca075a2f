"""Multinomial logistic regression, with a penalty per column.

The loss is the weighted mean log loss plus half the penalty times the squared weights; its
minimum is unique, so what is found does not depend on where the search began.
"""

import numpy as np
from scipy.optimize import minimize

from bot.fitting.masks import Copies
from bot.fitting.sheet import Floats

MOST_ROUNDS = 500
NEAR_ENOUGH = 1e-9
"""The search ends when a round improves the loss by less than this share of it."""


def regress(copies: Copies, penalty: Floats, roles: int) -> Floats:
    """The weights, columns by roles, that predict the copies' roles best.

    Args:
        copies: what to learn from.
        penalty: one number for each column of the design.
        roles: how many roles there are.
    """
    columns = copies.design.shape[1]
    truth = np.eye(roles)[copies.role]
    share = copies.weight / copies.weight.sum()

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(columns, roles)
        scores = copies.design @ weights
        fits = softmax(scores)
        of_people = -(share * np.log((fits * truth).sum(axis=1))).sum()
        of_weights = 0.5 * (penalty[:, None] * weights**2).sum()
        slope = copies.design.T @ ((fits - truth) * share[:, None])
        return float(of_people + of_weights), (slope + penalty[:, None] * weights).ravel()

    found = minimize(
        loss,
        np.zeros(columns * roles),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": MOST_ROUNDS, "gtol": 0.0, "ftol": NEAR_ENOUGH},
    )
    weights: Floats = found.x.reshape(columns, roles)
    return weights


def softmax(scores: Floats) -> Floats:
    """Scores to probabilities, row by row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    fits: Floats = powers / powers.sum(axis=1, keepdims=True)
    return fits
