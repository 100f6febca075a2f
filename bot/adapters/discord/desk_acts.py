"""What somebody does at the desk on Discord, as its acts. Pure; whatever is forged is None.

A place and a choice only name what is looked up again, and whom a command mentions Discord
tells with it (F60, F66).
"""

from collections.abc import Mapping

from bot.adapters.discord import commands, inbound, modals
from bot.adapters.discord.callbacks import Kind
from bot.adapters.discord.callbacks import Pressed as Element
from bot.adapters.discord.inbound import Payload, address
from bot.cards import Place
from bot.engine.mentoring.desk import OF_MENTEES, Spot, is_of_the_desk, spot_of
from bot.ports.inbound import LONGEST_NUMBER, readable
from bot.usecases.mentors.asking import (
    ADMIN,
    OWN,
    AdminWord,
    Asked,
    Named,
    Wrote,
    is_about_links,
    typed,
)
from bot.usecases.mentors.asking import Pressed as PressedChoice

OPENS = ""
"""The choice that no card offers: its answer is the card again."""


def from_command(command: str, data: Payload) -> Asked:
    """A command with its options."""
    word = inbound.option(data, inbound.ACTION)
    text = readable(inbound.option(data, inbound.TEXT)).strip()
    if command == ADMIN and word == AdminWord.MENTORS:
        text = _about_mentors(data, text)
    words = f"{word} {text}".strip()
    person, other = _named(data, commands.MEMBER), _named(data, commands.SECOND)
    return Asked(command, words, person, other)


def from_words(text: str) -> Asked | None:
    """Words in the direct message that are a command; None for all others."""
    found = typed(readable(text))
    return Asked(*found) if found is not None else None


def from_press(element: Element, data: Payload) -> PressedChoice | None:
    """A press on a card of the desk; None for a card that we never write."""
    spot = _spot(element.place)
    if spot is None:
        return None
    match element.kind:
        case Kind.CHOOSE:
            choice = element.value
        case Kind.PICK:
            choice = inbound.first_value(data)
        case _:
            choice = OPENS
    return PressedChoice(spot, readable(choice))


def from_window(data: Payload) -> Wrote | None:
    """Words out of a window of the desk; None for a card that we never write."""
    words, place = modals.words_of(data)
    spot = _spot(place)
    return Wrote(spot, readable(words).strip()) if spot is not None else None


def is_for_the_desk(command: str, data: Payload) -> bool:
    """Whether a command of everybody's own is about linked accounts, and no turn."""
    return command == OWN and is_about_links(inbound.option(data, inbound.ACTION))


def is_at_the_desk(element: Element) -> bool:
    """Whether something that was pressed or sent belongs to a card of the desk."""
    return is_of_the_desk(element.place)


def is_for_a_while(act: Asked | PressedChoice | Wrote) -> bool:
    """Whether an answer may not stay in the direct message.

    It would be read there after its mentee is forgotten (F68). What is pressed on a letter
    stands in its place.
    """
    return isinstance(act, Asked) or act.spot.view in OF_MENTEES


def _spot(place: Place) -> Spot | None:
    """The card of a place, with a number that every store can hold."""
    found = spot_of(place)
    is_ours = found is not None and len(str(found.about)) <= LONGEST_NUMBER
    return found if is_ours else None


def _about_mentors(data: Payload, text: str) -> str:
    """Words behind ``mentors``: two people are a pair, and a role is the group of mentors.

    To clear is to have no such group.
    """
    role, second = (inbound.option(data, one) for one in (commands.STANDS_FOR, commands.SECOND))
    is_about_group = bool(role) or inbound.option(data, commands.CLEAR) == str(True)
    word = text.casefold() or ("assign" if second else "group" if is_about_group else "")
    return f"{word} {role}" if word == "group" else word


def _named(data: Payload, option: str) -> Named | None:
    """Somebody whom an option mentions, by the name that Discord tells with it."""
    user = inbound.option(data, option)
    if not (user.isascii() and user.isdecimal()):
        return None
    resolved = _inside(data, "resolved")
    told = _inside(_inside(resolved, "users"), user)
    there = _inside(_inside(resolved, "members"), user)
    name = told.get("global_name") or there.get("nick") or told.get("username") or ""
    return Named(address(user), readable(str(name)))


def _inside(told: Payload, name: str) -> Payload:
    found = told.get(name)
    return found if isinstance(found, Mapping) else {}
