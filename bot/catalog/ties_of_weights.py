"""Whether every option is weighed once, and every weight has its option and its role."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.catalog import files_of_weights
from bot.catalog.checks import no_such
from bot.errors import ContentError

NO_WEIGHTS, TWICE = "it has no weights", "weights.toml has weights for it already"
WEIGHTS, BY_HAND = "weights.toml", "by_hand.toml"

Faults = Iterator[ContentError]
WeightFiles = tuple[files_of_weights.WeightsFile | None, files_of_weights.ByHandFile | None]
Weighed = Mapping[str, Mapping[str, object]]
"""Something about each option, by question."""


@dataclass(frozen=True, slots=True)
class KnownIds:
    """The ids that a content folder names, in files that may not fit their shapes.

    Attributes:
        options: by question; empty when no question can be read.
        roles: of the role files.
        ladders: the roles that ladders are for.
    """

    options: Mapping[str, list[str]]
    roles: list[str]
    ladders: frozenset[str]


def weight_faults(
    fitted: files_of_weights.WeightsFile | None,
    by_hand: files_of_weights.ByHandFile | None,
    known: KnownIds,
) -> Faults:
    """What is wrong between weights and ids; whether all is weighed takes both files."""
    if fitted:
        yield from _role_faults(WEIGHTS, "offset", fitted.offset, known)
        for number, band in enumerate(fitted.measured.reliability, start=1):
            place = f"measured.reliability[{number}].of_role"
            yield from _role_faults(WEIGHTS, place, band.of_role, known)
        yield from _fitted_faults(fitted, known)
    if by_hand:
        yield from _role_faults(BY_HAND, "prior", by_hand.prior, known)
        yield from _option_faults(BY_HAND, "question", by_hand.question, known)
        yield from _scores_faults(BY_HAND, by_hand.question, known)
    if fitted and by_hand:
        yield from _unweighed(fitted, by_hand, known)


def _fitted_faults(shape: files_of_weights.WeightsFile, known: KnownIds) -> Faults:
    for question, scores in shape.bias.items():
        if question not in shape.question:
            yield ContentError(WEIGHTS, f"bias.{question}", "none of its options was fitted")
        yield from _role_faults(WEIGHTS, f"bias.{question}", scores, known)
    for question in shape.question:
        if question not in shape.bias:
            yield ContentError(WEIGHTS, f"question.{question}", "it has no bias")
    yield from _option_faults(WEIGHTS, "question", shape.question, known)
    yield from _option_faults(WEIGHTS, "rate", shape.rate, known)
    yield from _scores_faults(WEIGHTS, shape.question, known)


def _unweighed(
    fitted: files_of_weights.WeightsFile, by_hand: files_of_weights.ByHandFile, known: KnownIds
) -> Faults:
    """Options that have weights in neither file, or in both."""
    for question, options in known.options.items():
        learned = fitted.question.get(question, {})
        given = by_hand.question.get(question, {})
        if not learned and not given:
            yield ContentError(BY_HAND, f"question.{question}", NO_WEIGHTS)
            continue
        for option in options:
            place = f"question.{question}.{option}"
            if option in learned and option in given:
                yield ContentError(BY_HAND, place, TWICE)
            elif option not in learned and option not in given:
                yield ContentError(BY_HAND, place, NO_WEIGHTS)


def _option_faults(file: str, table: str, weighed: Weighed, known: KnownIds) -> Faults:
    """Questions and options that there are not."""
    for question, options in weighed.items():
        place = f"{table}.{question}"
        if question not in known.options:
            yield ContentError(file, place, no_such("question", question, known.options))
            continue
        for option in options:
            if option not in known.options[question]:
                problem = no_such("option", option, known.options[question])
                yield ContentError(file, f"{place}.{option}", problem)


def _scores_faults(
    file: str, weighed: Mapping[str, Mapping[str, Mapping[str, float]]], known: KnownIds
) -> Faults:
    return chain.from_iterable(
        _role_faults(file, f"question.{question}.{option}", scores, known)
        for question, options in weighed.items()
        for option, scores in options.items()
    )


def _role_faults(
    file: str, place: str, scores: Mapping[str, object], known: KnownIds
) -> Faults:
    for role in scores:
        if role not in known.roles:
            problem = no_such("role", role, known.roles)
            yield ContentError(file, f"{place}.{role}", problem)
