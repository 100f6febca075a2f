"""What answers say about roles, when enough was asked, and how good that is on people.

The rule is in ``content/SCORING.md``. Weights of evidence are fitted (``weights.toml``), those
of wishes are set by hand (``by_hand.toml``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Vector = tuple[float, ...]
"""One number per role, in the catalog's role order."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How a question that is still open may move the scores, if it is answered at random.

    Attributes:
        mean: what it adds to each role on average.
        variance: by two roles, the variance of what it adds to their difference.
    """

    mean: Vector
    variance: tuple[Vector, ...]


@dataclass(frozen=True, slots=True)
class Stopping:
    """When to stop asking; the guarantee is in ``content/SCORING.md``.

    Attributes:
        limit: ask no more questions weighed by hand when another role would come to lead with
            at most this probability, if they were answered at random.
        evidence_limit: ask no more fitted questions when asking them all would change which
            role they lead to with at most this probability, as ``curve`` has it.
        curve: (a, b) by number of fitted questions asked, from 1: all of them lead to another
            role with the probability ``sigmoid(a + b * gap)``, where the gap is that between
            the two highest scores.
        left_per_chance: how many questions more we expect, for each unit of that probability
            (one more than this times it); progress counts on it.
        most_expected: how many questions progress tells of at most, in all, until more were
            really asked.
        patience: stop after so many answers in a row that speak for no role.
    """

    limit: float
    evidence_limit: float
    curve: tuple[tuple[float, float], ...]
    left_per_chance: float
    most_expected: int
    patience: int


@dataclass(frozen=True, slots=True)
class Found:
    """How often we were right about some people, every role counting the same.

    Attributes:
        share_right: how often the leading role was theirs.
        share_in_first_two: how often theirs was one of the two leading roles.
        people: how many people that rests on.
    """

    share_right: float
    share_in_first_two: float
    people: int


@dataclass(frozen=True, slots=True)
class Band:
    """How often we were right about people whose leading fit was about the same.

    Attributes:
        at_least_fit: the least leading fit in this band; the next band begins where it ends.
        share_right: how often the leading role was theirs, every role counting the same.
        share_in_first_two: how often theirs was one of the two leading roles.
        people: how many people that rests on.
        of_role: the same by the leading role, where there were enough people; some roles are
            harder to tell. Few people are drawn towards the whole band.
    """

    at_least_fit: float
    share_right: float
    share_in_first_two: float
    people: int
    of_role: Mapping[str, Found] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """What is added for a list of which somebody only named some boxes, in their own words.

    Attributes:
        unnamed: the share of the bias that counts: what they left out says less than what is
            left unticked by people who see all boxes.
        all: what bias and boxes together are multiplied by, beside the temperature.
    """

    unnamed: float
    all: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on practitioners that the weights had not seen, by cross-validation.

    Shares count every role the same.

    Attributes:
        people: how many.
        date: when it was fitted, as the clock or the author of the weights had it.
        licence: under which the table may be used.
        attribution: whom to name with it.
        training: the SHA-256 of the sorted ids of the people that the weights were fitted on.
        seen: bits that tell whether somebody is among these people, and nothing else of them
            (``bot/evaluating/seen.py``).
        accuracy: how often the leading role is the right one, when enough was asked.
        first_two: how often one of the two leading ones is.
        accuracy_by_questions: the accuracy after the first 1, 2, … fitted questions.
        changed: how often asking every fitted question would change the leading role.
        guarantee: "fewer than so many in 100" are changed.
        asked: how many fitted questions are asked on average.
        named_changed: the same as ``changed``, where some lists were read out of own words.
        reliability: by leading fit, in rising order.
    """

    people: int
    date: str
    licence: str
    attribution: str
    training: str
    seen: bytes
    accuracy: float
    first_two: float
    accuracy_by_questions: tuple[float, ...]
    changed: float
    guarantee: int
    asked: float
    named_changed: float
    reliability: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What answers say about roles; the rule is in ``content/SCORING.md``.

    Attributes:
        prior: every role's score before any answer.
        options: what each option adds, by question and option.
        bias: what answering a fitted question adds, whatever is ticked; other questions are
            weighed by hand and have none.
        temperature: by number of fitted questions answered, from 1: what these add to the
            scores together is divided by it.
        named: how what was read out of somebody's own words counts.
        offset: what is added once, as soon as one fitted question is answered.
        rates: by fitted question and option, how often people of all roles tick it, every
            role counting the same.
        spreads: what each open question may still do, by question.
        close: two leading fits nearer than this are a close call.
        generalist: who ticks at least this share of a long list is told about generalists.
        stopping: when enough was asked.
        measured: how good all this is, on people.
    """

    prior: Vector
    options: Mapping[str, Mapping[str, Vector]]
    bias: Mapping[str, Vector]
    temperature: tuple[float, ...]
    named: Named
    offset: Vector
    rates: Mapping[str, Mapping[str, float]]
    spreads: Mapping[str, Spread]
    close: float
    generalist: float
    stopping: Stopping
    measured: Measured
