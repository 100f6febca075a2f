"""The whole conversation, as one pure function.

``advance`` takes the content, where a member stands and what just happened; it returns
where they stand now and what the outside must do about it. It awaits nothing, reads no
clock (events carry their time) and remembers nothing, so a bug report is a list of events
and a test is a function call.

``choices`` knows what a click means in each room, ``commands`` what can be asked for in all
of them, ``moves`` how a place is shown or left.

Rule for editors: if a branch needs a database row or a platform name, it does not belong
here. Put the fact on the event or in the state instead.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.cards import Place
from bot.catalog import Catalog, Command
from bot.catalog.words import words
from bot.engine import reading, speech
from bot.engine.adverts import taking
from bot.engine.choices import choose, everything, how_sure
from bot.engine.commands import COMMANDS, resume
from bot.engine.effects import Turn
from bot.engine.events import Asked, Chose, Event, Joined, Opened, Typed
from bot.engine.mentoring.desk import is_of_the_desk
from bot.engine.moves import at_home, move, show
from bot.engine.own_words import choices as own_choices
from bot.engine.own_words import rooms as own_rooms
from bot.engine.own_words.values import left
from bot.engine.state import Conversation, Stage
from bot.engine.typed import TEXTS, read_words
from bot.engine.weekly import (
    joining,
    lost_zones,
    messages,
    times,
    times_commands,
    times_wishes,
    times_writing,
    week_choices,
    weeks,
)

LEADS_OUT = frozenset({Command.BACK, Command.STOP, Command.MYDATA, Command.FORGET_ME})
"""Commands that end something, or are about what is kept of somebody."""

ON_THE_WAY = frozenset({Stage.WELCOME, Stage.ASKING, Stage.SUMMARY})
"""Where somebody can ask for all questions in words."""


def advance(catalog: Catalog, before: Conversation, event: Event) -> Turn:
    """Take one step. Total: every stage and event has an answer, so it never raises."""
    placed = _placed(catalog, before, event)
    now = times.as_of(_heard(before), event.at)
    turn = lost_zones.asking(catalog, _answered(catalog, now, placed))
    there = _tidied(turn.conversation)
    if there.version == before.version:
        return turn
    return replace(turn, conversation=replace(there, moved_at=event.sent_at))


def _tidied(there: Conversation) -> Conversation:
    """A place without what somebody told in own words, unless they are telling it still."""
    if there.own_words is None or there.stage in own_rooms.ROOMS:
        return there
    return replace(there, own_words=left(there.own_words))


def _placed(catalog: Catalog, before: Conversation, event: Event) -> Event:
    """Words that answer the card that came last, after a silence, are words under that card.

    A direct message does not tell under which card it was typed.
    """
    if not isinstance(event, Typed) or event.place is not None:
        return event
    card = messages.standing(catalog, before)
    if card is None or _came_late(event.sent_at, before):
        return event
    is_answer = reading.chosen(catalog.lexicon, card.choices, event.text)
    return replace(event, place=card.place) if is_answer else event


def _heard(before: Conversation) -> Conversation:
    """Whatever somebody does ends the silence after their weekly steps."""
    if before.weekly is None:
        return before
    weekly = weeks.heard(before.weekly)
    return before if weekly is before.weekly else replace(before, weekly=weekly)


def _answered(catalog: Catalog, before: Conversation, event: Event) -> Turn:
    here = at_home(catalog, before)
    if before.stage is Stage.ASKING and here.stage is Stage.SUMMARY:
        # The last question is gone: the walk ends here, and its result is kept (F55).
        return move(catalog, replace(here, version=before.version), event.at)
    match event:
        case Opened() if here.stage in (Stage.RESTING, Stage.ENDED):
            return resume(catalog, here, event.at)
        case Opened():
            return show(catalog, here)
        case Chose(place=place, choices=choices) if weeks.is_of_a_week(place):
            return week_choices.press(catalog, here, place, choices, event.at)
        case Chose(place=place) if _is_old(catalog, here, place):
            return _old_card(catalog, here, place)
        case Chose(choices=choices):
            return choose(catalog, here, choices, event.at)
        case Typed():
            return _read(catalog, here, event)
        case Joined():
            return joining.offered(catalog, here, event.at)
        case Asked(place=place) if place is not None and _is_old(catalog, here, place):
            return _old_card(catalog, here, place)
        case Asked() if taking.behind(catalog, here, event):
            return taking.take_behind(catalog, here, event, event.text)
        case Asked(command=command):
            return COMMANDS[command](catalog, here, event.at)
        case _:
            assert_never(event)


def _is_old(catalog: Catalog, here: Conversation, place: Place) -> bool:
    """Whether a card does not count any more; one of a week is judged by its week alone."""
    if weeks.is_of_a_week(place):
        return not weeks.holds(catalog, here, place)
    return (place.conversation, place.version) != (here.id, here.version)


def _came_late(sent_at: datetime | None, here: Conversation) -> bool:
    """Whether words were sent before there was anything of this card to answer (F06).

    A platform repeats what we did not acknowledge, after a minute or more; meanwhile a click
    may have led on.
    """
    return sent_at is not None and here.moved_at is not None and sent_at < here.moved_at


def _old_card(catalog: Catalog, here: Conversation, place: Place) -> Turn:
    """Nothing changes; whoever wants to change that answer gets a button for it."""
    if weeks.is_of_a_week(place):
        return week_choices.old_card(catalog, here)
    return show(catalog, here, catalog.say("old-card"), change=place.question)


def _read(catalog: Catalog, here: Conversation, event: Typed) -> Turn:
    """Typed words: a command, a choice on the card, or an answer in the person's own words."""
    text, at = event.text, event.at
    advert = taking.behind(catalog, here, event)
    if len(text) > reading.MOST_CHARACTERS and here.stage not in TEXTS and not advert:
        problem = catalog.say("problem.long", most=reading.MOST_CHARACTERS)
        return show(catalog, here, problem, problem=True)
    is_late = event.place is None and _came_late(event.sent_at, here)
    if is_late and not own_choices.is_in_time(here, event.sent_at):
        return show(catalog, here, catalog.say("late-words"))
    command = reading.command(catalog.lexicon, text)
    if _puts_off(catalog, here, event):
        return times_commands.snooze(catalog, here, at)
    if times_wishes.wants_back(catalog, here, text):
        return times_commands.come_back(catalog, here, at)
    if command is not None and not _answers_the_card(catalog, here, event, command):
        return COMMANDS[command](catalog, here, at)
    if advert:
        return taking.take_behind(catalog, here, event, advert)
    told = _told(catalog, here, text, at)
    if told is not None:
        return told
    if is_of_the_desk(event.place):
        return show(catalog, here, catalog.say("not-on-that-card"))
    if event.place is not None and _is_old(catalog, here, event.place):
        return _old_card(catalog, here, event.place)
    return read_words(catalog, here, event)


def _told(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """What a whole text leads to that asks for a button, or for one sentence; else None."""
    match reading.told(catalog.lexicon, text):
        case None:
            return None
        case speech.Button.MORE:
            return everything(catalog, here, at) if here.stage in ON_THE_WAY else None
        case speech.Button.HOW_SURE:
            return how_sure(catalog, here, at)
        case sentence:
            return show(catalog, here, catalog.say(sentence))


def _puts_off(catalog: Catalog, here: Conversation, event: Typed) -> bool:
    """Whether words that ask for a pause elsewhere are about the step of this week alone."""
    if here.weekly is None or not times.has_open_step(here.weekly):
        return False
    is_near = weeks.is_of_a_week(event.place) or here.stage in times_writing.NEAR_A_STEP
    return is_near and words(event.text) in catalog.lexicon.postponing


def _answers_the_card(
    catalog: Catalog, here: Conversation, event: Typed, command: Command
) -> bool:
    """Whether words that ask for a command elsewhere say something to the card that stands.

    What it offers comes first, by name; and where a plan to begin is asked for, "later" is no
    more than that there is none yet.
    """
    if _is_own_question(here, command, event.text):
        return True
    if command in LEADS_OUT or (event.place and _is_old(catalog, here, event.place)):
        return False
    if here.stage is Stage.CUE and words(event.text) in catalog.lexicon.postponing:
        return True
    offered = speech.offer(catalog, here).choices
    return bool(reading.named(catalog.lexicon, offered, event.text) - {command})


def _is_own_question(here: Conversation, command: Command, text: str) -> bool:
    """Whether words that ask for a command elsewhere are the question that was asked for.

    In that room one word is a command; of longer texts only those that nobody would ask
    somebody else, and that must never be taken for anything else.
    """
    if here.stage is not Stage.STUCK or len(words(text)) < 2:
        return False
    return command not in LEADS_OUT or text.rstrip().endswith("?")
