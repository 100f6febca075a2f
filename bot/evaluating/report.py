"""What an evaluation found, as lines that a person reads and as one JSON object."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.evaluating.figures import Figures

WIDE = 8
"""Columns of a number."""


def as_json(found: Figures) -> dict[str, Any]:
    """One object; every role counts the same, but for ``ece_raw``."""
    return {
        "n": found.people,
        "questions_mean": found.questions,
        "balanced_accuracy": found.balanced_accuracy,
        "macro_f1": found.macro_f1,
        "balanced_top2": found.balanced_top2,
        "log_loss": found.log_loss,
        "ece": found.ece,
        "ece_raw": found.ece_raw,
        "recall": dict(found.recall),
        "changed": found.changed,
    }


def as_text(found: Figures, nouns: Mapping[str, str]) -> str:
    """The report.

    Args:
        found: the figures.
        nouns: the roles' names, by id.
    """
    return "\n".join((*_lines(found), *_recall(found, nouns), *_confusion(found, nouns), ""))


def _lines(found: Figures) -> Iterator[str]:
    yield f"{found.people:,} people; every role counts the same."
    yield ""
    changed = "" if found.changed is None else f"{found.changed:.2%}"
    told = {
        "Balanced accuracy": f"{found.balanced_accuracy:.4f}",
        "Macro-F1": f"{found.macro_f1:.4f}",
        "One of the first two": f"{found.balanced_top2:.4f}",
        "Log loss": f"{found.log_loss:.4f}",
        "Calibration error": f"{found.ece:.4f}",
        "  everybody the same": f"{found.ece_raw:.4f}",
        "Accuracy, so": f"{found.accuracy_raw:.4f}",
        "Macro-F1, so": f"{found.macro_f1_raw:.4f}",
        "Questions asked": f"{found.questions:.2f}",
        "  their spread": f"{found.questions_spread:.2f}",
        "Asking all changes": changed,
    }
    yield from (f"{name:<22}{figure:>{WIDE}}" for name, figure in told.items() if figure)


def _recall(found: Figures, nouns: Mapping[str, str]) -> Iterator[str]:
    yield from ("", "Recall:")
    yield from (f"{nouns[role]:<28}{share:.3f}" for role, share in found.recall.items())


def _confusion(found: Figures, nouns: Mapping[str, str]) -> Iterator[str]:
    """Who has which role, in rows, and which one led, in columns."""
    letters = {role: "".join(word[0] for word in nouns[role].split()) for role in nouns}
    named = ", ".join(f"{short} {nouns[role]}" for role, short in letters.items())
    yield from ("", "Their role (rows), the leading one (columns):", named)
    yield "     " + "".join(f"{letters[role]:>7}" for role in found.confusion)
    for role, row in found.confusion.items():
        counts = "".join(f"{count:>7,}" for count in row.values())
        yield f"{letters[role]:<5}{counts}"
