"""What becomes of a text that is a job advert: in its room, or behind the command."""

import re
from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog, Command
from bot.catalog.words import words
from bot.engine import summary
from bot.engine.adverts.reading import kinds, read
from bot.engine.adverts.telling import told
from bot.engine.adverts.values import Part, Reading
from bot.engine.effects import Turn
from bot.engine.events import TAKE_TEXT, Asked, Event, Typed
from bot.engine.moves import move, show
from bot.engine.reading import MOST_PASTED
from bot.engine.state import Conversation, Stage
from bot.engine.wording import grouped

LEAST_OF_AN_ADVERT = 2
"""So many phrases of adverts make words behind "job" one, where nobody was asked for it."""
FOR_A_MENTOR = frozenset({Stage.STUCK, Stage.ASKING_MENTOR})
"""Rooms in which words are for somebody else."""

_LINE = re.compile(r"job[^\S\n]+\w+[^\S\n]*(?::|\n)", re.IGNORECASE)


def open_room(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Ask for an advert; one that was being read is done with."""
    return move(catalog, replace(here, stage=Stage.ADVERT, advert=None), at)


def behind(catalog: Catalog, here: Conversation, event: Event) -> str:
    """The advert that stands behind the command; empty if there is none.

    "job" begins many a text that is no advert, such as what somebody tells of their own work.
    So typed words count only if they speak like one, and not where they are for a mentor.
    "Job title: …" is a line of an advert itself, and in the room no command.
    """
    if isinstance(event, Asked):
        return event.text.strip() if event.command in TAKE_TEXT else ""
    if not isinstance(event, Typed) or here.stage in FOR_A_MENTOR:
        return ""
    name, *rest = event.text.split(maxsplit=1) or [""]
    if words(name) != (Command.JOB.value,) or not _speaks_like_one(catalog, "".join(rest)):
        return ""
    if not _LINE.match(event.text.lstrip()):
        return "".join(rest)
    return "" if here.stage is Stage.ADVERT else event.text


def part(catalog: Catalog, here: Conversation, event: Event) -> Part | None:
    """What a turn would read as an advert, or a part of one; None if it would not."""
    text = behind(catalog, here, event)
    if text:
        return _part(catalog, Reading(), text)
    if isinstance(event, Typed) and here.stage is Stage.ADVERT:
        return _part(catalog, here.advert or Reading(), event.text)
    return None


def take(catalog: Catalog, here: Conversation, event: Typed) -> Turn:
    """Read an advert, or the next part of one; its words are not kept."""
    return _take(catalog, here, here.advert or Reading(), event, event.text)


def take_behind(catalog: Catalog, here: Conversation, event: Typed | Asked, text: str) -> Turn:
    """Read the advert that stands behind the command; one that was being read is done with."""
    return _take(catalog, here, Reading(), event, text)


def _take(
    catalog: Catalog, here: Conversation, before: Reading, event: Typed | Asked, text: str
) -> Turn:
    if before.characters + len(text) > MOST_PASTED:
        problem = catalog.say("job.long", most=grouped(catalog, MOST_PASTED))
        return show(catalog, here, problem, problem=True)
    if not text.strip():
        return show(catalog, here, catalog.say("not-understood.advert"))
    done = event.advert
    if done is None or (done.before, done.content) != (before, catalog.version):
        done = _part(catalog, before, text)
    there = replace(here, stage=Stage.ADVERT, advert=done.now)
    said = told(catalog, done.now, done.found, summary.in_force(catalog, here))
    return move(catalog, there, event.at, note=said)


def _part(catalog: Catalog, before: Reading, text: str) -> Part:
    now, found = read(catalog.adverts, before, text)
    return Part(before, now, tuple(found), catalog.version)


def _speaks_like_one(catalog: Catalog, text: str) -> bool:
    said = kinds(catalog.adverts, words(text))
    return said["hiring"] + said["address"] >= LEAST_OF_AN_ADVERT > said["cv"]
