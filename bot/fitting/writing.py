"""``weights.toml``: what was learned, as text that an author can read and compare."""

import base64
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.catalog import Band, Catalog, Found, Vector
from bot.catalog.weighing import fitted_options
from bot.fitting.learning import Learned
from bot.fitting.measuring import Quality

HEAD = """\
# Written by `whichrole fit` from practitioners' answers; do not change it by hand. What authors
# set stands in by_hand.toml, the rule in SCORING.md. No row of the table is in here.
"""
LINE = 96
"""Characters of a line of bits."""
EXPLAINED = {
    "close": "Two leading fits nearer than this are a close call: the second is right at least "
    "four\n# times for each five that the first is.",
    "temperature": "By number of fitted questions answered, from 1.",
    "named": "Of a list that was read out of own words: the share of its bias that counts, and "
    "what bias\n# and boxes are multiplied by.",
    "curve": "By number of fitted questions asked: all of them would change the leading role "
    "with the\n# probability sigmoid(a + b * gap between the two highest scores).",
    "measured": "By cross-validation, on people whom the weights had not seen; every role "
    "counts the same.",
    "changed": "Of all these people: the share that all fitted questions would lead to another "
    "role.",
    "guarantee": "Of those alone who were stopped early and had an answer to every fitted "
    "question:\n# fewer than so many in 100, two standard errors included.",
    "offset": "Added once, as soon as a fitted question is answered.",
    "bias": "Added for answering, whatever is ticked.",
    "rate": "How often each box is ticked, every role counting the same.",
    "of_role": "By the leading role, drawn towards the band as by 200 more of its people.",
    "seen": "Bits that keyed hashes of these people's answers set, a Bloom filter: `whichrole\n"
    "# evaluate` refuses people whom it knows. Whoever has a row can ask whether it was among\n"
    "# them, and hears a wrong yes for one in a thousand; no row can be read out of it.",
    "question": "Added for each ticked box. Bias and boxes are divided by the temperature.",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the people come from.

    Attributes:
        date: of the fit, as 2026-11-27.
        licence: under which the table may be used.
        attribution: whom to name with it.
        training: the hash of the people's ids.
        seen: the bits that know them again.
        seed: with which it was fitted.
    """

    date: str
    licence: str
    attribution: str
    training: str
    seen: bytes
    seed: int


def as_toml(catalog: Catalog, learned: Learned, quality: Quality, source: Source) -> str:
    """The whole file; the same input gives the same text."""
    roles = tuple(catalog.roles)
    parts = [
        HEAD,
        "\n".join(_general(learned, quality)),
        "\n".join(_named(learned)),
        "\n".join(_measured(quality, source)),
        _explained("offset", [_titled("offset", _scores_lines(roles, learned.offset))]),
        _explained("bias", [_titled("bias", _vectors(roles, learned.bias))]),
        _explained("rate", _rates(learned)),
        _explained("question", _options(catalog, learned)),
        _explained("seen", [_titled("seen", _bits(source.seen))]),
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _general(learned: Learned, quality: Quality) -> Iterator[str]:
    yield from (_told("close"), f"close = {quality.close}", "")
    yield from (_told("temperature"), f"temperature = {_list(learned.temperature)}", "")
    curve = ", ".join(_list(line) for line in learned.curve)
    yield from (_told("curve"), f"curve = [{curve}]")


def _named(learned: Learned) -> Iterator[str]:
    yield from (_told("named"), "[named]")
    yield f"unnamed = {learned.named.unnamed}"
    yield f"all = {learned.named.all}"


def _measured(quality: Quality, source: Source) -> Iterator[str]:
    stopped, whole = quality.stopped, quality.whole
    changed = stopped.changed or 0.0
    yield from (_told("measured"), "[measured]")
    yield f"people = {whole.people}"
    yield f"seed = {source.seed}"
    yield f"date = {_text(source.date)}"
    yield f"licence = {_text(source.licence)}"
    yield f"attribution = {_text(source.attribution)}"
    yield f"training = {_text(source.training)}"
    yield "# With all fitted questions asked."
    yield f"macro_f1 = {whole.macro_f1:.4f}"
    yield f"log_loss = {whole.log_loss:.4f}"
    yield f"calibration_error = {whole.ece:.4f}"
    yield f"worst_recall = {min(whole.recall.values()):.4f}"
    yield f"accuracy_by_questions = {_list(quality.by_questions, 4)}"
    yield "# With as many as the engine asks."
    yield f"asked = {stopped.questions:.2f}"
    yield f"accuracy = {stopped.balanced_accuracy:.4f}"
    yield f"first_two = {stopped.balanced_top2:.4f}"
    yield _told("changed")
    yield f"changed = {changed:.4f}"
    yield _told("guarantee")
    yield f"guarantee = {quality.guarantee}"
    yield from _read_in_words(quality)
    for band in stopped.bands:
        yield from _band(band)


def _read_in_words(quality: Quality) -> Iterator[str]:
    yield "# With one to three ticks of up to three lists read out of own words, and as many"
    yield "# more questions as the engine asks then; and if those lists counted as whole ones."
    for name, found in (("named", quality.named), ("as_whole", quality.named_as_whole)):
        yield f"{name}_accuracy = {found.balanced_accuracy:.4f}"
        yield f"{name}_log_loss = {found.log_loss:.4f}"
        yield f"{name}_calibration_error = {found.ece:.4f}"
    yield f"named_changed = {quality.named.changed or 0.0:.4f}"


def _band(band: Band) -> Iterator[str]:
    yield from ("", "[[measured.reliability]]", f"at_least_fit = {band.at_least_fit}")
    yield from _found(band)
    yield from (_told("of_role"), "[measured.reliability.of_role]")
    for role, found in band.of_role.items():
        yield f"{role} = {{ {', '.join(_found(found))} }}"


def _found(found: Band | Found) -> Iterator[str]:
    yield f"share_right = {found.share_right:.3f}"
    yield f"share_in_first_two = {found.share_in_first_two:.3f}"
    yield f"people = {found.people}"


def _bits(bits: bytes) -> Iterator[str]:
    yield 'bits = """'
    yield from textwrap.wrap(base64.b64encode(bits).decode(), LINE)
    yield '"""'


def _rates(learned: Learned) -> Iterator[str]:
    for question, boxes in learned.rates.items():
        yield _titled(f"rate.{question}", (f"{box} = {rate}" for box, rate in boxes.items()))


def _options(catalog: Catalog, learned: Learned) -> Iterator[str]:
    roles = tuple(catalog.roles)
    nothing: Vector = (0.0,) * len(roles)
    for question, boxes in learned.options.items():
        names = fitted_options(catalog.questions[question])
        lines = _vectors(roles, {name: boxes.get(name, nothing) for name in names})
        yield _titled(f"question.{question}", lines)


def _titled(name: str, lines: Iterator[str]) -> str:
    return "\n".join((f"[{name}]", *lines))


def _explained(name: str, tables: Iterable[str]) -> str:
    """What these tables say, above the first of them."""
    return f"{_told(name)}\n" + "\n\n".join(tables)


def _told(name: str) -> str:
    return f"# {EXPLAINED[name]}"


def _vectors(roles: Sequence[str], vectors: Mapping[str, Vector]) -> Iterator[str]:
    return (f"{name} = {_table(roles, vector)}" for name, vector in vectors.items())


def _scores_lines(roles: Sequence[str], vector: Vector) -> Iterator[str]:
    return (f"{role} = {score}" for role, score in zip(roles, vector, strict=True))


def _table(roles: Sequence[str], vector: Vector) -> str:
    """One number for each role that gets one."""
    named: Mapping[str, float] = dict(zip(roles, vector, strict=True))
    inside = ", ".join(f"{role} = {score}" for role, score in named.items() if score)
    return f"{{ {inside} }}" if inside else "{}"


def _list(numbers: Sequence[float], decimals: int = 3) -> str:
    return f"[{', '.join(str(round(number, decimals)) for number in numbers)}]"


def _text(text: str) -> str:
    """A TOML string; what stands in it has no quotes or control characters."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
