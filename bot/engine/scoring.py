"""Answers to fits, reasons and the flip.

A role's score is its prior plus the weights of everything that was ticked; what fitted
questions add, their bias with it, is divided by the temperature for so many of them. The fits
are the softmax of the scores. Questions that were skipped or answered with "not sure" add
nothing at all. Source: ``content/SCORING.md``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp, fsum

from bot.catalog import About, Catalog, Kind, Question, Vector, Weights
from bot.engine.state import Answer, Picked, Wrote

MOST_REASONS = 3
MOST_OPTIONS = 3
"""So many options are named in one reason."""
DECIMALS = 9
"""Scores are rounded here, so that a tie is a tie whatever the order of adding."""


Ticked = Mapping[str, frozenset[str]]
"""Options by question; absent questions are unanswered."""

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


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of one answer after which another role leads.

    Attributes:
        question: whose answer changes.
        option: which option is picked, ticked or left out instead.
        added: False when the option is taken away.
        role: who would lead then.
    """

    question: str
    option: str
    added: bool
    role: str


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
                ticked[question_id] = known
    return ticked


def speaks(catalog: Catalog, ticked: Ticked) -> bool:
    """Whether anything ticked speaks for a role; "none of these" alone does not."""
    return any(
        not catalog.questions[question].options[option].alone
        for question, options in ticked.items()
        for option in options
    )


def scores(catalog: Catalog, ticked: Ticked) -> Scores:
    """Every role's score, in the catalog's order.

    Raises:
        KeyError: a question or an option that the weights lack.
    """
    weights = catalog.weights
    of_wishes, of_evidence = [weights.prior], []
    answered = 0
    for question, tick in ticked.items():
        vectors = weights.options[question]
        if question in weights.bias:
            answered += 1
            of_evidence.append(weights.bias[question])
            of_evidence += [vectors[option] for option in tick]
        else:
            of_wishes += [vectors[option] for option in tick]
    if not answered:
        return [round(fsum(column), DECIMALS) for column in zip(*of_wishes, strict=True)]
    of_wishes.append(weights.offset)
    temperature = _temperature(weights, answered)
    wished = map(fsum, zip(*of_wishes, strict=True))
    shown = map(fsum, zip(*of_evidence, strict=True))
    return [
        round(wish + evidence / temperature, DECIMALS)
        for wish, evidence in zip(wished, shown, strict=True)
    ]


def scale(catalog: Catalog, ticked: Ticked, question: str) -> float:
    """What the weights of an answered question's options are multiplied by in the scores."""
    bias = catalog.weights.bias
    if question not in bias:
        return 1.0
    return 1.0 / _temperature(catalog.weights, sum([one in bias for one in ticked]))


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


def reasons(catalog: Catalog, ticked: Ticked) -> list[tuple[str, list[str]]]:
    """The answers that speak for the leading role, and against the runner-up, strongest first.

    Returns:
        At most three (question, options), each with the options that spoke most for the
        leading role, three at most, in the question's order.
    """
    winner, runner_up, *_ = order(scores(catalog, ticked))
    found: list[tuple[float, str, list[str]]] = []
    for question, options in ticked.items():
        counts = scale(catalog, ticked, question)
        pull = {
            option: counts * (vector[winner] - vector[runner_up])
            for option, vector in catalog.weights.options[question].items()
            if option in options and not catalog.questions[question].options[option].alone
        }
        speaking = [
            o for o in pull if pull[o] > 0 and _weight(catalog, question, o, winner) > 0
        ]
        strongest = sorted(speaking, key=lambda option: -pull[option])[:MOST_OPTIONS]
        whole = fsum(pull.values())
        if whole > 0 and speaking:
            told = [option for option in speaking if option in strongest]
            found.append((whole, question, told))
    found.sort(key=lambda reason: -reason[0])
    return [(question, options) for _, question, options in found[:MOST_REASONS]]


def flip(catalog: Catalog, ticked: Ticked) -> Flip | None:
    """The smallest single change that makes another role lead, found by trying them all.

    A change is another option in a single choice, or one tick more or less in a multiple
    choice. Smallest means: it moves the leader and the new leader least against each other;
    any change of a wish is smaller than one of evidence. What a person wrote is not
    second-guessed.
    """
    found = scores(catalog, ticked)
    winner = order(found)[0]
    roles = tuple(catalog.roles)
    best: tuple[tuple[bool, float], Flip] | None = None
    for question_id, options in ticked.items():
        question = catalog.questions[question_id]
        counts = scale(catalog, ticked, question_id)
        for option, added, step in _changes(catalog, question, options):
            moved = [
                round(s + counts * more, DECIMALS) for s, more in zip(found, step, strict=True)
            ]
            leader = moved.index(max(moved))  # a tie keeps the catalog's order
            if leader == winner:
                continue
            size = question.about is About.EVIDENCE, counts * (step[leader] - step[winner])
            if best is None or size < best[0]:
                best = size, Flip(question_id, option, added, roles[leader])
    return best[1] if best else None


def _weight(catalog: Catalog, question: str, option: str, role: int) -> float:
    return catalog.weights.options[question][option][role]


def _changes(
    catalog: Catalog, question: Question, options: frozenset[str]
) -> Iterator[tuple[str, bool, Vector]]:
    """Every (option, added, score step) that differs from these options by one change."""
    vectors = catalog.weights.options[question.id]
    if question.kind is Kind.SINGLE:
        (picked,) = options
        for option, vector in vectors.items():
            if option != picked:
                yield option, True, _difference(vector, vectors[picked])
    elif question.kind is Kind.MULTIPLE and not any(question.options[o].alone for o in options):
        nothing = (0.0,) * len(catalog.roles)
        for option, vector in vectors.items():
            if option in options and len(options) > question.least:
                yield option, False, _difference(nothing, vector)
            elif (
                option not in options
                and len(options) < question.most
                and not question.options[option].alone
            ):
                yield option, True, vector


def _difference(left: Vector, right: Vector) -> Vector:
    return tuple(a - b for a, b in zip(left, right, strict=True))
