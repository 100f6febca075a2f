"""From answers to everything that is learned of them: one call, deterministic for a seed.

The recipe and what was tried beside it: ``docs/decisions/0013-fitted-on-practitioners.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from threadpoolctl import threadpool_limits

from bot.catalog import Catalog, Vector
from bot.catalog.spreads import spread
from bot.catalog.weights import Named
from bot.fitting.calibrating import gaps, of_named, role_offset, stop_curve, temperatures
from bot.fitting.masks import design, first_questions, masked
from bot.fitting.named import some_named
from bot.fitting.regression import regress
from bot.fitting.sheet import Floats, Sheet

PENALTY = 8e-3
"""Of a box; a bias may move more freely, and what is dropped again nearly as it likes."""
OF_A_BIAS, OF_A_NUISANCE = 0.1, 0.01
DECIMALS = 3
"""What is written is what is used: more would be noise."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Learned:
    """What people's answers taught, as plain numbers.

    Attributes:
        options: what each ticked box adds, by question and option.
        bias: what answering a question adds.
        temperature: by number of answered questions, from 1.
        named: what counts of a list of which only some boxes are known.
        offset: what is added once.
        rates: how often each box is ticked, every role counting the same.
        curve: (a, b) by number of questions asked, from 1, all but the last.
    """

    options: Mapping[str, Mapping[str, Vector]]
    bias: Mapping[str, Vector]
    temperature: tuple[float, ...]
    named: Named
    offset: Vector
    rates: Mapping[str, Mapping[str, float]]
    curve: tuple[tuple[float, float], ...]


def learn(people: Sheet, seed: int) -> Learned:
    """Fit everything to these people.

    On one core: so the sums do not depend on how many there are, and on a busy machine several
    would wait for each other, ten times as long as the work itself takes.
    """
    with threadpool_limits(limits=1):
        return _learned(people, seed)


def _learned(people: Sheet, seed: int) -> Learned:
    copies = masked(people, np.random.default_rng(seed))
    weights = _settled(regress(copies, _penalty(people), len(people.roles)))
    weights[-len(people.questions) :] = 0.0  # whether they were asked is no evidence
    scores = copies.design @ weights
    temperature = _settled(np.array(temperatures(scores, copies, len(people.questions))))
    whole = _scores(people, weights, temperature, len(people.questions))
    offset = _settled(role_offset(whole, people.role))
    count = len(people.questions)
    boxes = weights[count : count + len(people.boxes)]
    return Learned(
        options=_by_box(people, [_vector(row) for row in boxes]),
        bias={name: _vector(weights[at]) for at, name in enumerate(people.questions)},
        temperature=_vector(temperature),
        named=_named(people, weights, temperature, offset, np.random.default_rng(seed)),
        offset=_vector(offset),
        rates=_by_box(people, [float(rate) for rate in _rates(people)]),
        curve=_curve(people, weights, temperature, offset),
    )


def applied(catalog: Catalog, learned: Learned) -> Catalog:
    """The catalog with what was learned in it; weights set by hand stay."""
    nothing: Vector = (0.0,) * len(catalog.roles)
    known = catalog.weights.options
    options = {
        name: {
            option: learned.options.get(name, {}).get(option) or known[name][option]
            for option in vectors
        }
        for name, vectors in known.items()
    }
    spreads = {
        name: spread(asked, options[name], learned.rates.get(name, {}))
        for name, asked in catalog.questions.items()
    }
    weights = replace(
        catalog.weights,
        options=options,
        bias=learned.bias or dict.fromkeys(learned.options, nothing),
        temperature=learned.temperature,
        named=learned.named,
        offset=learned.offset,
        rates=learned.rates,
        spreads=spreads,
        stopping=replace(catalog.weights.stopping, curve=learned.curve),
    )
    return replace(catalog, weights=weights)


def _penalty(people: Sheet) -> Floats:
    count = len(people.questions)
    bias, nuisance = [PENALTY * OF_A_BIAS] * count, [PENALTY * OF_A_NUISANCE] * count
    return np.array(bias + [PENALTY] * len(people.boxes) + nuisance)


def _settled(numbers: Floats) -> Floats:
    """As they will be written."""
    rounded: Floats = np.round(numbers, DECIMALS) + 0.0  # no -0.0
    return rounded


def _vector(row: Floats) -> Vector:
    return tuple(round(float(number), DECIMALS) for number in row)


def _by_box(people: Sheet, values: list[T]) -> dict[str, dict[str, T]]:
    """One value for each box, by question and option."""
    found: dict[str, dict[str, T]] = {name: {} for name in people.questions}
    for (question, option), value in zip(people.boxes, values, strict=True):
        found[question][option] = value
    return found


def _rates(people: Sheet) -> Floats:
    """How often each box is ticked by those who were asked, every role counting the same."""
    asked = people.answered[:, people.owner] * people.weight[:, None]
    return _settled((people.ticks * asked).sum(axis=0) / asked.sum(axis=0))


def _scores(people: Sheet, weights: Floats, temperature: Floats, count: int) -> Floats:
    """Everybody's scores after the first questions, without the offset."""
    columns, answered = design(people, first_questions(people, count))
    by_count = np.concatenate([[1.0], temperature])[answered]
    scores: Floats = columns @ weights / by_count[:, None]
    return scores


def _named(
    people: Sheet,
    weights: Floats,
    temperature: Floats,
    offset: Floats,
    random: np.random.Generator,
) -> Named:
    """What counts of a list of which only some boxes are known."""
    some, count = some_named(people, random), len(people.questions)
    bias, boxes = weights[:count], weights[count : count + len(people.boxes)]
    answered = (some.named | some.whole).sum(axis=1)
    by_count = np.concatenate([[1.0], temperature])[answered, None]
    is_named = some.named[:, people.owner]
    unnamed, every = of_named(
        some.named @ bias / by_count,
        (some.ticks * is_named) @ boxes / by_count,
        (some.whole @ bias + (some.ticks * ~is_named) @ boxes) / by_count + offset,
        people.role,
        people.weight,
    )
    return Named(round(unnamed, DECIMALS), round(every, DECIMALS))


def _curve(
    people: Sheet, weights: Floats, temperature: Floats, offset: Floats
) -> tuple[tuple[float, float], ...]:
    """The stop curve, on those who were asked everything."""
    asked = people.answered.all(axis=1)
    count = len(people.questions)
    after = [
        _scores(people, weights, temperature, first)[asked] + offset
        for first in range(1, count + 1)
    ]
    leader = after[-1].argmax(axis=1)
    found = []
    for scores in after[:-1]:
        changed = (scores.argmax(axis=1) != leader).astype(np.float64)
        line = stop_curve(gaps(scores), changed, people.weight[asked])
        found.append(_vector(np.array(line)))
    return tuple((a, b) for a, b in found) or ((0.0, 0.0),)
