"""The two files of weights, fitted and set by hand, to the frozen values of the catalog."""

import base64
from collections.abc import Mapping, Sequence

from bot.catalog import files, files_of_weights
from bot.catalog.model import Question
from bot.catalog.spreads import spread
from bot.catalog.weights import Band, Found, Measured, Named, Stopping, Vector, Weights


def weights(
    fitted: files_of_weights.WeightsFile,
    by_hand: files_of_weights.ByHandFile,
    roles: Sequence[str],
    questions: Mapping[str, Question],
) -> Weights:
    """The weights as vectors in role order, with what each open question may still do.

    ``ties`` has seen to it that every option has weights in one of the files.
    """
    both = {
        name: {**by_hand.question.get(name, {}), **fitted.question.get(name, {})}
        for name in questions
    }
    options = {
        name: {option: _vector(both[name][option], roles) for option in asked.options}
        for name, asked in questions.items()
    }
    return Weights(
        prior=_vector(by_hand.prior, roles),
        options=options,
        bias={name: _vector(scores, roles) for name, scores in fitted.bias.items()},
        temperature=fitted.temperature,
        named=Named(fitted.named.unnamed, fitted.named.all),
        offset=_vector(fitted.offset, roles),
        rates=fitted.rate,
        spreads={
            name: spread(asked, options[name], fitted.rate.get(name, {}))
            for name, asked in questions.items()
        },
        close=fitted.close,
        generalist=by_hand.generalist,
        stopping=Stopping(curve=fitted.curve, **by_hand.stopping.model_dump()),
        measured=_measured(fitted),
    )


def blank(questions: Sequence[files.QuestionShape]) -> files_of_weights.WeightsFile:
    """Weights that say nothing, for every option that can be fitted."""
    fitted = {question.id: fitted_options(question) for question in questions}
    nothing: dict[str, dict[str, dict[str, float]]] = {
        name: {option: {} for option in options} for name, options in fitted.items() if options
    }
    return files_of_weights.WeightsFile(
        close=0.1,
        temperature=(1.0,),
        curve=((0.0, 0.0),),
        named=files_of_weights.NamedShape(unnamed=1, all=1),
        offset={},
        bias={name: {} for name in nothing},
        rate={},
        question=nothing,
        seen=files_of_weights.SeenShape(bits=base64.b64encode(bytes(1))),
        measured=_nothing_measured(),
    )


def _nothing_measured() -> files_of_weights.MeasuredShape:
    """What stands there before anything is fitted."""
    band = files_of_weights.BandShape(
        at_least_fit=0, share_right=0, share_in_first_two=0, people=1, of_role={}
    )
    return files_of_weights.MeasuredShape(
        people=1,
        seed=0,
        date="1970-01-01",
        licence="none",
        attribution="nobody",
        training="0" * 64,
        accuracy=0,
        macro_f1=0,
        first_two=0,
        log_loss=0,
        calibration_error=0,
        worst_recall=0,
        accuracy_by_questions=(0,),
        changed=0,
        guarantee=100,
        asked=0,
        named_accuracy=0,
        named_log_loss=0,
        named_calibration_error=0,
        named_changed=0,
        as_whole_accuracy=0,
        as_whole_log_loss=0,
        as_whole_calibration_error=0,
        reliability=(band,),
    )


def fitted_options(question: files.QuestionShape | Question) -> list[str]:
    """The options of a question whose weights are fitted, none for a question by hand.

    Those with columns, and the one that stands alone: it says what the answer says by itself.
    """
    options = (
        question.option
        if isinstance(question, files.QuestionShape)
        else [*question.options.values()]
    )
    if not any(option.columns for option in options):
        return []
    return [option.id for option in options if option.columns or option.alone]


def _vector(scores: Mapping[str, float], roles: Sequence[str]) -> Vector:
    return tuple(scores.get(role, 0.0) for role in roles)


def _measured(fitted: files_of_weights.WeightsFile) -> Measured:
    shape, named = fitted.measured, Measured.__dataclass_fields__
    kept = {name: getattr(shape, name) for name in named if hasattr(shape, name)}
    bands = tuple(_band(band) for band in shape.reliability)
    return Measured(**{**kept, "reliability": bands, "seen": fitted.seen.bits})


def _band(shape: files_of_weights.BandShape) -> Band:
    of_role = {role: Found(**found.model_dump()) for role, found in shape.of_role.items()}
    return Band(**{**shape.model_dump(), "of_role": of_role})
