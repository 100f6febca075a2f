"""What a check says."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

LONGEST_NAME = 60


class State(StrEnum):
    """How something stands."""

    OK = "ok"
    NOTE = "note"
    """Nothing is wrong, and somebody may want to know."""

    WRONG = "wrong"
    UNCHECKED = "unchecked"
    """Nobody can say from here; ``said`` has the reason."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        check: what it is about, in a word or two.
        said: how it stands, as a sentence.
        fix: what to do; empty where nothing needs to be done, or ``said`` has it already.
    """

    check: str
    state: State
    said: str
    fix: str = ""


def ok(check: str, said: str) -> Finding:
    """All is well."""
    return Finding(check, State.OK, said)


def note(check: str, said: str, fix: str = "") -> Finding:
    """Something that may be meant so."""
    return Finding(check, State.NOTE, said, fix)


def wrong(check: str, said: str, fix: str = "") -> Finding:
    """Something that must be mended."""
    return Finding(check, State.WRONG, said, fix)


def unchecked(check: str, why: str, fix: str = "") -> Finding:
    """Something that we could not look at, and why."""
    return Finding(check, State.UNCHECKED, why, fix)


def unless_it_fails(check: str, look: Callable[[], list[Finding]]) -> list[Finding]:
    """The findings of a check; one that fails says so, and the others go on."""
    try:
        return look()
    except Exception as problem:  # noqa: BLE001 - the other checks must be told all the same
        return [failed(check, problem)]


def failed(check: str, problem: Exception) -> Finding:
    """That a check did not come to its end; the words of an exception may be anybody's."""
    kind = type(problem).__name__
    return unchecked(check, f"the check itself failed ({kind}).", "Please report it to us.")


def named(text: object) -> str:
    """A name that somebody else chose, as far as it can be printed."""
    shown = "".join(filter(str.isprintable, str(text)))
    return shown if len(shown) <= LONGEST_NAME else f"{shown[:LONGEST_NAME]}…"
