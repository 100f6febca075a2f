"""Why this role leads, and what would have to differ for another one to lead.

Both are worked out from the same sums as the fits, so what is told is what counted.
Source: ``content/SCORING.md``, "Reasons and the flip".
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from bot.catalog import About, Catalog, Kind, Question, Vector
from bot.engine import scoring
from bot.engine.scoring import Scores, Ticked

MOST_REASONS = 3
MOST_OPTIONS = 3
"""So many options are named in one reason."""


class Manner(StrEnum):
    """How one answer changes; each has a sentence ``flip.…``."""

    PICKED = "picked"
    ADDED = "added"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer that pulls the leading role away from the runner-up.

    Attributes:
        question: which one was answered.
        options: those of the answer that pull most, in the question's order; none where it
            is what was left unticked that does.
        pull: by how much it widens the gap between the two scores.
    """

    question: str
    options: tuple[str, ...]
    pull: float


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of one answer after which another role leads.

    Attributes:
        question: whose answer changes.
        option: which option is picked, ticked or left out.
        manner: which of these.
        role: who would lead then.
    """

    question: str
    option: str
    manner: Manner
    role: str


def reasons(catalog: Catalog, ticked: Ticked) -> list[Reason]:
    """The answers that pull the leading role away from the runner-up most, strongest first."""
    winner, runner_up, *_ = scoring.order(scoring.scores(catalog, ticked))
    pulls = ((name, _pull(catalog, ticked, name, winner, runner_up)) for name in ticked)
    found = [
        Reason(name, _named(catalog, ticked, name, winner, runner_up), pull)
        for name, pull in pulls
        if pull > 0
    ]
    return sorted(found, key=lambda reason: -reason.pull)[:MOST_REASONS]


def flip(catalog: Catalog, ticked: Ticked, unsure: Collection[str] = ()) -> Flip | None:
    """The smallest single change that makes another role lead, found by trying them all.

    A change is another option in a single choice, or one instead of "not sure"; one tick more
    or less in a multiple one; or there "none of these" instead of the only tick, and the other
    way round. Smallest means: it moves the leader and the new leader least against each other;
    any change of a wish is smaller than one of evidence. What a person wrote is not
    second-guessed.

    Args:
        catalog: the questions and the weights.
        ticked: the options that count.
        unsure: the questions that were answered with "not sure".
    """
    found = scoring.sums(catalog, ticked)
    winner = scoring.order(scoring.rounded(found))[0]
    best: tuple[tuple[bool, bool, float], Flip] | None = None
    for name in (*ticked, *unsure):
        question = catalog.questions[name]
        for option, manner, step in _steps(catalog, ticked, found, name):
            moved = [score + more for score, more in zip(found, step, strict=True)]
            leader = scoring.order(scoring.rounded(moved))[0]
            apart = round(step[leader] - step[winner], scoring.DECIMALS)
            evidence = question.about is About.EVIDENCE
            other_wish = not evidence and _is_for_another(catalog, name, option, leader)
            size = evidence, other_wish, apart
            if leader != winner and (best is None or size < best[0]):
                best = size, Flip(name, option, manner, [*catalog.roles][leader])
    return best[1] if best else None


def _is_for_another(catalog: Catalog, question: str, option: str, leader: int) -> bool:
    """Whether an option speaks more for some other role than for this one."""
    vector = catalog.weights.options[question][option]
    return vector[leader] < max(vector)


def _steps(
    catalog: Catalog, ticked: Ticked, found: Scores, name: str
) -> Iterator[tuple[str, Manner, Vector]]:
    """Every (option, manner, step of the scores) that is one change of this answer away.

    The number of fitted answers stays, and so does the temperature; but for a tick that makes
    a list count as fitted, or no longer.
    """
    if name not in ticked:
        yield from _first_picks(catalog, ticked, found, name)
        return
    options = ticked[name]
    fitted, scale = (
        scoring.is_fitted(catalog, name, options),
        scoring.scale(catalog, ticked, name),
    )
    for option, manner, more in _changes(catalog, catalog.questions[name], options):
        changed = _changed(options, option, manner)
        if scoring.is_fitted(catalog, name, changed) is fitted:
            yield option, manner, tuple([scale * one for one in more])
        else:
            yield option, manner, _moved(catalog, ticked, found, name, changed)


def _first_picks(
    catalog: Catalog, ticked: Ticked, found: Scores, name: str
) -> Iterator[tuple[str, Manner, Vector]]:
    """Each option of a single choice of which somebody was not sure."""
    question = catalog.questions[name]
    if question.kind is Kind.SINGLE:
        for option in question.options:
            picked = frozenset({option})
            yield option, Manner.PICKED, _moved(catalog, ticked, found, name, picked)


def _moved(
    catalog: Catalog, ticked: Ticked, found: Scores, name: str, options: frozenset[str]
) -> Vector:
    """The step of the scores to these options of a question, whatever counted of it before."""
    return _difference(scoring.sums(catalog, {**ticked, name: options}), found)


def _changed(options: frozenset[str], option: str, manner: Manner) -> frozenset[str]:
    """These options after such a change; of boxes read in own words they stay some."""
    changed = {option} if manner is Manner.PICKED else options ^ {option}
    return type(options)(changed)


def _pull(catalog: Catalog, ticked: Ticked, name: str, winner: int, runner_up: int) -> float:
    """By how much a whole answer widens the gap, with what answering says by itself."""
    weights = catalog.weights
    added = [weights.options[name][option] for option in ticked[name]]
    if scoring.is_fitted(catalog, name, ticked[name]):
        added.append(scoring.of_answering(weights, name, ticked[name]))
    apart = fsum([vector[winner] - vector[runner_up] for vector in added])
    return round(scoring.scale(catalog, ticked, name) * apart, scoring.DECIMALS)


def _named(
    catalog: Catalog, ticked: Ticked, name: str, winner: int, runner_up: int
) -> tuple[str, ...]:
    """The options of an answer that pull most.

    In a list these are ticks that speak for the winner, too, and there may be none. Where only
    one thing was said, such as "none of these", it is that.
    """
    question, vectors = catalog.questions[name], catalog.weights.options[name]
    said = [option for option in question.options if option in ticked[name]]
    if question.kind is not Kind.MULTIPLE or question.options[said[0]].alone:
        return tuple(said[:MOST_OPTIONS])
    pull = {option: vectors[option][winner] - vectors[option][runner_up] for option in said}
    speaking = [one for one in said if pull[one] > 0 and vectors[one][winner] > 0]
    strongest = sorted(speaking, key=lambda option: -pull[option])[:MOST_OPTIONS]
    return tuple([option for option in speaking if option in strongest])


def _changes(
    catalog: Catalog, question: Question, options: frozenset[str]
) -> Iterator[tuple[str, Manner, Vector]]:
    """Every (option, manner, step of the sums) that is one change away from these options."""
    if question.kind is Kind.SINGLE or any(question.options[o].alone for o in options):
        yield from _picks(catalog, question, options)
    elif question.kind is Kind.MULTIPLE:
        yield from _ticks(catalog, question, options)


def _picks(
    catalog: Catalog, question: Question, options: frozenset[str]
) -> Iterator[tuple[str, Manner, Vector]]:
    """Another option instead of the only one; in a list only if it may stand by itself."""
    vectors = catalog.weights.options[question.id]
    (picked,) = options
    for option, vector in vectors.items():
        if option != picked and question.least == 1:
            yield option, Manner.PICKED, _difference(vector, vectors[picked])


def _ticks(
    catalog: Catalog, question: Question, options: frozenset[str]
) -> Iterator[tuple[str, Manner, Vector]]:
    """One tick more, one less, or "none of these" instead of the only one."""
    vectors = catalog.weights.options[question.id]
    nothing = (0.0,) * len(catalog.roles)
    for option, vector in vectors.items():
        if question.options[option].alone:
            if len(options) == 1:
                (only,) = options
                yield option, Manner.PICKED, _difference(vector, vectors[only])
        elif option in options:
            if len(options) > question.least:
                yield option, Manner.LEFT_OUT, _difference(nothing, vector)
        elif len(options) < question.most:
            yield option, Manner.ADDED, vector


def _difference(left: Sequence[float], right: Sequence[float]) -> Vector:
    return tuple(a - b for a, b in zip(left, right, strict=True))
