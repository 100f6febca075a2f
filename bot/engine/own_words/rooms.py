"""What is read in the rooms of own words, and what can be chosen there.

There are three: where somebody writes, where they see what was read, and where they leave some
of it out. No card of them holds a word of theirs, but for the beginning of what they wanted
kept.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum

from bot.cards import Choice, Several
from bot.catalog import Catalog, Command
from bot.engine.own_words.answers import answers
from bot.engine.own_words.values import Draft, OwnWords
from bot.engine.reading import MOST_PASTED
from bot.engine.room import Offer, Room
from bot.engine.state import Conversation, Stage
from bot.engine.wording import grouped, listed, quoted

MOST_SHOWN = 24
"""So many terms are named, and can be left out one by one: a menu on Discord takes 25."""


class OwnButton(StrEnum):
    """Choices in these rooms."""

    RIGHT = "own-right"
    LEAVE = "own-leave"
    ASK = "own-ask"
    KEEP = "own-keep"
    LET_GO = "own-let-go"
    DELETE = "own-delete"


PART = "own-part-"
"""Before the place of something that was read, in the id of the choice to leave it out."""

RETURN = "return"
"""The way back from leaving something out."""


def own(here: Conversation) -> OwnWords:
    """What there is of their own words; nothing, if there is nothing."""
    return here.own_words or OwnWords()


def draft(here: Conversation) -> Draft:
    """What they tell just now, in one of these rooms; nothing, if today's store lost it."""
    return own(here).draft or Draft()


def told(catalog: Catalog, entries: Sequence[str]) -> str:
    """What was read as one enumeration; of very much the first."""
    telling = catalog.lexicon.telling
    names = [name for name in map(telling.name_of, entries) if name]
    if len(names) > MOST_SHOWN:
        left = len(names) - MOST_SHOWN
        return catalog.say("list-more", shown=", ".join(names[:MOST_SHOWN]), number=left)
    if len(names) < 2:
        return "".join(names)
    return catalog.say("list", all_but_last=", ".join(names[:-1]), last=names[-1])


def answered_by_it(catalog: Catalog, here: Conversation) -> list[str]:
    """The names of the questions that what was read would answer."""
    given = answers(catalog, draft(here).read, here.answers)
    return [catalog.questions[name].name for name in given]


def _writing(catalog: Catalog, here: Conversation) -> Room:
    """What to write, and what becomes of it."""
    keeps = "own-words.keeps" if draft(here).keeps else "own-words.lets-go"
    kept = own(here).kept
    lines = [
        catalog.say("own-words.open", most=grouped(catalog, MOST_PASTED)),
        catalog.say(keeps),
        *([catalog.say("own-words.kept-before", words=quoted(catalog, kept))] if kept else []),
    ]
    return Room("\n\n".join(lines), _beside(catalog), writes=True)


def _reading(catalog: Catalog, here: Conversation) -> Room:
    """What was read, what of it does not count, and which questions it answers."""
    read = draft(here).read
    asked = answered_by_it(catalog, here)
    wished = [one for one in read.wished if one not in read.done]
    answered = listed(catalog, asked)
    lines = [
        *_told(catalog, "own-words.read", "read", read.done),
        *_told(catalog, "own-words.wishes", "wishes", wished),
        *_told(catalog, "own-words.uncounted", "uncounted", read.uncounted),
        catalog.say("own-words.answers", questions=answered)
        if asked
        else catalog.say("own-words.answers-none"),
    ]
    told = ("\n".join(lines), catalog.say("own-words.right"))
    return Room("\n\n".join(told), _beside(catalog))


def _leaving(catalog: Catalog, here: Conversation) -> Room:
    return Room(catalog.say("own-words.leave"), _beside(catalog))


def picked(here: Conversation, chosen: frozenset[str]) -> frozenset[str]:
    """What these choices leave out."""
    said = draft(here).read.said
    return frozenset(one for at, one in enumerate(said) if f"{PART}{at}" in chosen)


def _told(catalog: Catalog, key: str, name: str, entries: Sequence[str]) -> list[str]:
    """A line about what was read, if there is any."""
    named = told(catalog, entries)
    return [catalog.say(key, **{name: named})] if named else []


def _beside(catalog: Catalog) -> tuple[Choice, ...]:
    beside = (Command.BACK, Command.WHY, Command.HELP)
    return tuple(catalog.commands[command] for command in beside)


def _to_write(catalog: Catalog, here: Conversation) -> Offer:
    keeping = OwnButton.LET_GO if draft(here).keeps else OwnButton.KEEP
    kept = (OwnButton.DELETE,) if own(here).kept else ()
    return Offer(_buttons(catalog, keeping, *kept, OwnButton.ASK))


def _to_agree(catalog: Catalog, here: Conversation) -> Offer:
    return Offer(_buttons(catalog, OwnButton.RIGHT, OwnButton.LEAVE, OwnButton.ASK))


def _to_leave(catalog: Catalog, here: Conversation) -> Offer:
    telling = catalog.lexicon.telling
    said = enumerate(draft(here).read.said[:MOST_SHOWN])
    named = ((at, telling.name_of(one)) for at, one in said)
    choices = tuple(Choice(f"{PART}{at}", name) for at, name in named if name)
    several = Several(1, max(1, len(choices)))
    return Offer((*choices, *_buttons(catalog, RETURN)), several)


def _buttons(catalog: Catalog, *names: str) -> tuple[Choice, ...]:
    return tuple(catalog.buttons[name] for name in names)


ROOMS: dict[Stage, Callable[[Catalog, Conversation], Room]] = {
    Stage.OWN_WORDS: _writing,
    Stage.OWN_READ: _reading,
    Stage.OWN_LEAVING: _leaving,
}

OFFERS: dict[Stage, Callable[[Catalog, Conversation], Offer]] = {
    Stage.OWN_WORDS: _to_write,
    Stage.OWN_READ: _to_agree,
    Stage.OWN_LEAVING: _to_leave,
}
