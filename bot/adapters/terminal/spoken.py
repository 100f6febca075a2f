"""Words typed here as what they ask of the desk, with whom they name. Pure.

In a terminal people are named by what they call themselves, with an ``@`` before it and in
quotation marks if it has spaces: ``@sam``, ``@"Sam Smith"``. Where nothing but a name can
stand, both marks may be left out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.usecases.mentors.asking import (
    ADMIN,
    MENTEE_STATUS,
    MENTOR,
    AdminWord,
    Word,
    typed,
)

_NAMES: Mapping[tuple[str, ...], int] = {
    (MENTEE_STATUS,): 0,
    (MENTOR, Word.ASK): 0,
    (MENTOR, Word.INVITE): 1,
    (MENTOR, Word.ACCEPT): 0,
    (MENTOR, Word.DECLINE): 0,
    (MENTOR, Word.END): 0,
    (MENTOR, Word.NOTE): 0,
    (MENTOR, Word.ENCOURAGE): 0,
    (ADMIN, AdminWord.MENTORS, "add"): 1,
    (ADMIN, AdminWord.MENTORS, "remove"): 1,
    (ADMIN, AdminWord.MENTORS, "assign"): 2,
}
"""Behind which words people are named, and how many must be, so that they need no mark."""

_MOST_WORDS = max(map(len, _NAMES))
_MENTION = re.compile(r'\s*@(?:"([^"]+)"|([^\s":,]+))[:,]?(?=\s|$)')
_NAME = re.compile(r'\s*(?:"([^"]+)"|([^\s":,]+))[:,]?(?=\s|$)')
_ALONE = re.compile(r'\s*(?:"([^"]+)"|([^\s":,]+))(?::(?=\s)|\s*$)')
"""A name, and nothing but what is said to them behind a colon."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command of the desk.

    Attributes:
        command: which.
        words: what stands behind it, but for the names.
        names: of whom it names, in order; at most two.
    """

    command: str
    words: str
    names: tuple[str, ...] = ()


def spoken(text: str) -> Spoken | None:
    """The command that a line gives; None for any other line."""
    found = typed(text)
    if found is None:
        return None
    command, rest = found
    said, behind = _words_before_names(command, rest)
    if said not in _NAMES:
        return Spoken(command, rest)
    names, rest = _named(said, behind)
    return Spoken(command, " ".join([*said[1:], rest]).strip(), tuple(names))


def _words_before_names(command: str, rest: str) -> tuple[tuple[str, ...], str]:
    """The command with the words behind which somebody is named, and what follows them."""
    said: tuple[str, ...] = (command,)
    while said not in _NAMES and rest and len(said) < _MOST_WORDS:
        word, rest = _split(rest)
        said = (*said, word)
    return said, rest


def _named(said: tuple[str, ...], rest: str) -> tuple[list[str], str]:
    """Who is named, and what else is said."""
    names: list[str] = []
    for at in range(2):
        mark = _NAME if at < _NAMES[said] else _MENTION
        found = _MENTION.match(rest) or mark.match(rest)
        if found is None and said[-1] == Word.ASK and not names:
            found = _ALONE.match(rest)
        if found is None:
            break
        names.append(found[1] or found[2])
        rest = rest[found.end() :]
    return names, rest.strip()


def _split(text: str) -> tuple[str, str]:
    """The first word in small letters, and what follows it."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word.casefold(), "".join(rest)
