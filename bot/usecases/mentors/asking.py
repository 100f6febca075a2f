"""What somebody wants of the desk, as values; adapters make them, and believe nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.engine.mentoring.desk import OF_A_PAIR, Spot, View
from bot.engine.mentoring.desk_help import HELP
from bot.ports.inbound import SLASH_COMMAND, Address

One = TypeVar("One")

BEHIND_A_NAME = " ,:"
"""What stands between whom one speaks to and what one says, and is no part of it."""

MENTEE_STATUS, MENTOR, ADMIN = "/mentee-status", "/mentor", "/whichrole-admin"
COMMANDS = frozenset({MENTEE_STATUS, MENTOR, ADMIN})
OWN = SLASH_COMMAND
"""The command of everybody's own; of its words the desk answers those of ``LinkWord``."""


class Word(StrEnum):
    """Words of ``/mentor``; without one it says who is whose."""

    ASK = "ask"
    INVITE = "invite"
    ACCEPT = "accept"
    DECLINE = "decline"
    END = "end"
    NOTE = "note"
    ENCOURAGE = "encourage"
    CONSENT = "consent"
    WHO_LOOKED = "who-looked"


_WORDS = [[word] for word in (*Word, HELP)]


class AdminWord(StrEnum):
    """Words of ``/whichrole-admin``."""

    MENTORS = "mentors"
    ROLES = "roles"
    THRESHOLDS = "thresholds"
    WORDING = "wording"
    WAITING = "waiting"
    DROPOFF = "dropoff"
    LOG = "log"


class LinkWord(StrEnum):
    """Words of ``/whichrole`` about accounts that are one person."""

    LINK = "link"
    UNLINK = "unlink"


def typed(text: str) -> tuple[str, str] | None:
    """Words alone that are a command for the desk: which, and what stands behind it.

    Every command may be written with its stroke or without. ``mentor`` may be a word in an
    answer: without a stroke it is a command alone, or before one of its words.

    Returns:
        None for whatever else somebody may mean.
    """
    first, *more = text.split(maxsplit=1) or [""]
    command, words = f"/{first.casefold().removeprefix('/')}", "".join(more).strip()
    if not is_for_the_desk(command, words):
        return None
    next_word = words.casefold().split(maxsplit=1)[:1]
    if command == MENTOR and not first.startswith("/") and next_word not in ([], *_WORDS):
        return None
    return command, words


def is_for_the_desk(command: str, words: str) -> bool:
    """Whether the desk answers a command with these words behind it."""
    return command in COMMANDS or (command == OWN and is_about_links(words))


def is_about_links(words: str) -> bool:
    """Whether words behind ``/whichrole`` are for the desk, and no turn."""
    return words.split(maxsplit=1)[:1] != [] and words.split()[0].casefold() in set(LinkWord)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who was named, as the platform vouches for it.

    Attributes:
        account: theirs.
        name: as the platform tells it, or empty.
    """

    account: Address
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A command.

    Attributes:
        command: ``/mentee-status``, ``/mentor``, ``/whichrole-admin`` or, about accounts that
            are one person, ``/whichrole``.
        words: what was typed behind it, without whom it names by a mention.
        person: whom it names first by a mention, or None.
        other: whom it names second, or None.
    """

    command: str
    words: str = ""
    person: Named | None = None
    other: Named | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on a card of the desk."""

    spot: Spot
    choice: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Words on a card of the desk."""

    spot: Spot
    text: str


Act = Asked | Pressed | Wrote


def named_in(act: Asked, found: Sequence[tuple[One, Address | None, str]]) -> list[One]:
    """Of these, each with an account and a name, whoever a command names; all if it names none.

    By a mention, it is that account; by words, those of that name, else those whose name begins
    so.
    """
    if act.person is not None:
        return [one for one, account, _ in found if account == act.person.account]
    wanted = " ".join(act.words.split()).removeprefix("@").casefold()
    if not wanted:
        return [one for one, _, _ in found]
    exact = [one for one, _, name in found if name.casefold() == wanted]
    return exact or [one for one, _, name in found if name.casefold().startswith(wanted)]


def names_somebody(act: Asked) -> bool:
    """Whether a command says whom it means, by a mention or by words."""
    return act.person is not None or bool(act.words.split())


def behind(act: Asked, who: str) -> str:
    """The words of a command behind whom it is about; all of them behind a mention."""
    words = act.words.strip()
    if act.person is None:
        words = " ".join(words.split()).removeprefix("@")[len(who.removeprefix("@")) :]
    return words.lstrip(BEHIND_A_NAME)


def makes_known(asked: Asked) -> bool:
    """Whether whom it names will be known to others by the name that the platform tells."""
    if asked.command == MENTOR:
        return asked.words.casefold().split()[:1] in ([Word.ASK], [Word.INVITE])
    return asked.command == ADMIN


def may_take_away(act: Act) -> bool:
    """Whether less may be seen of somebody after an act than before it.

    Files that show more are looked for after it; whether any does, the store knows.
    """
    if isinstance(act, Asked):
        return act.command == ADMIN
    return act.spot.view in OF_A_PAIR | {View.LINK}
