"""The shapes of the two files that weigh answers: one is fitted, one is written by authors."""

from typing import Annotated

from pydantic import Base64Bytes, Field, FiniteFloat, StringConstraints

from bot.catalog.files import Id, Scores, Sentence, Shape, Share, Temperature


class StoppingShape(Shape):
    """``[stopping]``."""

    limit: float = Field(gt=0, lt=1)
    evidence_limit: float = Field(gt=0, lt=1)
    left_per_chance: float = Field(ge=0, le=20)
    most_expected: int = Field(ge=1, le=100)
    patience: int = Field(ge=1, le=100)


class ByHandFile(Shape):
    """``by_hand.toml``: what authors set, and what no table of people could say."""

    generalist: float = Field(gt=0, le=1)
    stopping: StoppingShape
    prior: Scores
    question: dict[Id, dict[Id, Scores]]


class FoundShape(Shape):
    """``[measured.reliability.of_role]``."""

    share_right: Share
    share_in_first_two: Share
    people: int = Field(ge=1)


class BandShape(FoundShape):
    """``[[measured.reliability]]``."""

    at_least_fit: Share
    of_role: dict[Id, FoundShape]


class MeasuredShape(Shape):
    """``[measured]``."""

    people: int = Field(ge=1)
    seed: int
    date: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    licence: Sentence
    attribution: Sentence
    training: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    accuracy: Share
    macro_f1: Share
    first_two: Share
    log_loss: float = Field(ge=0)
    calibration_error: Share
    worst_recall: Share
    accuracy_by_questions: tuple[Share, ...] = Field(min_length=1)
    changed: Share
    guarantee: int = Field(ge=1, le=100)
    asked: float = Field(ge=0)
    named_accuracy: Share
    named_log_loss: float = Field(ge=0)
    named_calibration_error: Share
    named_changed: Share
    as_whole_accuracy: Share
    as_whole_log_loss: float = Field(ge=0)
    as_whole_calibration_error: Share
    reliability: tuple[BandShape, ...] = Field(min_length=1)


class NamedShape(Shape):
    """``[named]``: what counts of a list that was read out of own words."""

    unnamed: float = Field(ge=0, le=2)
    all: float = Field(gt=0, le=2)


class SeenShape(Shape):
    """``[seen]``."""

    bits: Base64Bytes = Field(min_length=1)


class WeightsFile(Shape):
    """``weights.toml``: what was fitted to people, as ``whichrole fit`` writes it."""

    close: float = Field(gt=0, lt=1)
    temperature: tuple[Temperature, ...] = Field(min_length=1)
    curve: tuple[tuple[FiniteFloat, FiniteFloat], ...] = Field(min_length=1)
    named: NamedShape
    measured: MeasuredShape
    seen: SeenShape
    offset: Scores
    bias: dict[Id, Scores]
    rate: dict[Id, dict[Id, Share]]
    question: dict[Id, dict[Id, Scores]]
