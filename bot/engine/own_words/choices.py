"""What people do in the rooms of own words: begin, write, say that it was read right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.catalog import Catalog, Heading
from bot.catalog.words import words
from bot.engine import reading as choices_by_name
from bot.engine.effects import KeepAnswer, Turn
from bot.engine.events import Typed
from bot.engine.moves import back_on_the_way, go_on, move, show
from bot.engine.own_words import rooms
from bot.engine.own_words.answers import answers
from bot.engine.own_words.reading import read
from bot.engine.own_words.rooms import RETURN, OwnButton, draft, own
from bot.engine.own_words.values import Draft, OwnWords, Read, left
from bot.engine.reading import MOST_PASTED
from bot.engine.state import Conversation, Stage
from bot.engine.wording import grouped, listed


def begin(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Ask for their own words; what they told before counts no more if they did not say so."""
    fresh = OwnWords(Draft(here.moved_at or at), own(here).kept)
    return move(catalog, replace(here, stage=Stage.OWN_WORDS, own_words=fresh), at)


def back(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """From leaving something out to what was read, else out of these rooms."""
    if here.stage is Stage.OWN_LEAVING:
        return move(catalog, replace(here, stage=Stage.OWN_READ), at)
    return move(catalog, _away(catalog, here), at)


def is_in_time(here: Conversation, sent_at: datetime | None) -> bool:
    """Whether words belong here: sent after somebody was asked for them.

    A text that a platform cuts may come out of order, and all of its parts count (F06, F08).
    """
    told = own(here).draft
    if told is None or told.opened_at is None or sent_at is None:
        return False
    return sent_at >= told.opened_at


def write(catalog: Catalog, here: Conversation, event: Typed) -> Turn:
    """Words in one of these rooms: a choice on the card, or more to read.

    At the door, where nobody was asked yet, they are the first.
    """
    if here.stage is Stage.WELCOME:
        fresh = OwnWords(Draft(event.sent_at or event.at), own(here).kept)
        return _add(catalog, replace(here, stage=Stage.OWN_WORDS, own_words=fresh), event)
    chosen = _chosen(catalog, here, event.text)
    if chosen:
        return choose(catalog, here, chosen, event.at)
    if here.stage is Stage.OWN_LEAVING:
        return show(catalog, here, catalog.say(f"not-understood.{here.stage}"))
    return _add(catalog, here, event)


def says_something(catalog: Catalog, event: Typed) -> bool:
    """Whether a text tells what somebody does or likes."""
    return bool(read_of(catalog, event, Read()).said)


def read_of(catalog: Catalog, event: Typed, before: Read) -> Read:
    """What a message says; where it was read before its turn, that."""
    said = event.read if event.content == catalog.version else None
    if said is not None and before.heading is Heading.OWN:
        return said
    return read(catalog, event.text, event.at.year, before.heading)


def choose(catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime) -> Turn:
    """A click in one of these rooms."""
    if here.stage is Stage.OWN_LEAVING:
        return _leave_out(catalog, here, chosen, at)
    (button,) = chosen
    return _BUTTONS[OwnButton(button)](catalog, here, at)


def _chosen(catalog: Catalog, here: Conversation, text: str) -> frozenset[str]:
    """What a short answer stands for, names or counts on the card; else nothing.

    Where more words are awaited, "R, C" is no count.
    """
    offered = rooms.OFFERS[here.stage](catalog, here).choices
    reply = catalog.lexicon.telling.replies.get(words(text))
    if reply is not None and here.stage is Stage.OWN_READ:
        return frozenset({reply})
    if here.stage is Stage.OWN_LEAVING:
        return choices_by_name.chosen(catalog.lexicon, offered, text)
    by_name = choices_by_name.named if not text.strip().isdecimal() else choices_by_name.counted
    said = by_name(catalog.lexicon, offered, text)
    return said if len(said) == 1 else frozenset()


def _add(catalog: Catalog, here: Conversation, event: Typed) -> Turn:
    """Read a message, and show what was read so far."""
    before = draft(here)
    length = before.length + len(event.text)
    if length > MOST_PASTED:
        most = grouped(catalog, MOST_PASTED)
        room = grouped(catalog, MOST_PASTED - before.length)
        told = catalog.say("own-words.long", most=most, left=room)
        return show(catalog, here, told, problem=True)
    if not words(event.text):
        return show(catalog, here, catalog.say(f"not-understood.{here.stage}"))
    now = before.read.then(read_of(catalog, event, before.read))
    text = "\n".join(filter(None, (before.text, event.text))) if before.keeps else ""
    told_so_far = replace(before, read=now, length=length, text=text)
    there = replace(here, own_words=replace(own(here), draft=told_so_far))
    if not now.said:
        return _nothing(catalog, there, event.at)
    note = catalog.say("own-words.nothing-more") if now == before.read else ""
    return move(catalog, replace(there, stage=Stage.OWN_READ), event.at, note=note)


def _nothing(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Nothing counts: say so, and ask the next question."""
    uncounted = rooms.told(catalog, draft(here).read.uncounted)
    note = (
        catalog.say("own-words.no-fact", uncounted=uncounted)
        if uncounted
        else catalog.say("own-words.nothing")
    )
    return _go_on_to_questions(catalog, here, at, note)


def _right(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """Keep the answers that were read, and go on; the words stay if they are to be kept."""
    told = draft(here)
    given = answers(catalog, told.read, here.answers)
    kept = told.text or own(here).kept
    there = replace(
        here,
        answers={**here.answers, **given},
        own_words=OwnWords(kept=kept) if kept else None,
    )
    names = listed(catalog, [catalog.questions[name].name for name in given])
    note = (
        catalog.say("own-words.done", questions=names)
        if given
        else catalog.say("own-words.done-none")
    )
    turn = _go_on_to_questions(catalog, there, at, note)
    noted = (KeepAnswer(name, one, catalog.version, at) for name, one in given.items())
    return replace(turn, effects=(*noted, *turn.effects))


def _leave(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    return move(catalog, replace(here, stage=Stage.OWN_LEAVING), at)


def _leave_out(
    catalog: Catalog, here: Conversation, chosen: frozenset[str], at: datetime
) -> Turn:
    """What was read without these; if nothing is left, the questions."""
    if chosen == {RETURN}:
        return move(catalog, replace(here, stage=Stage.OWN_READ), at)
    told = draft(here)
    rest = replace(told, read=told.read.without(rooms.picked(here, chosen)))
    there = replace(here, stage=Stage.OWN_READ, own_words=replace(own(here), draft=rest))
    return move(catalog, there, at) if rest.read.said else _ask(catalog, there, at)


def _ask(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """They would rather be asked: nothing of what they told counts, or is kept."""
    note = catalog.say("own-words.asked") if draft(here).length else ""
    return _go_on_to_questions(catalog, here, at, note)


def _keep(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    return _keeping(catalog, here, at, keeps=True)


def _let_go(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    return _keeping(catalog, here, at, keeps=False)


def _keeping(catalog: Catalog, here: Conversation, at: datetime, *, keeps: bool) -> Turn:
    """Whether what they write is to be kept; said before they write."""
    now = replace(draft(here), keeps=keeps)
    return move(catalog, replace(here, own_words=replace(own(here), draft=now)), at)


def _delete(catalog: Catalog, here: Conversation, at: datetime) -> Turn:
    """The words of an earlier time go; what is told now goes on."""
    there = replace(here, own_words=replace(own(here), kept=""))
    return move(catalog, there, at, note=catalog.say("own-words.deleted"))


def _go_on_to_questions(catalog: Catalog, here: Conversation, at: datetime, note: str) -> Turn:
    """The question that stood, if it still waits, else the next; without a draft."""
    there = replace(here, own_words=left(here.own_words))
    if there.asking in catalog.questions and there.asking not in there.answers:
        return move(catalog, replace(there, stage=Stage.ASKING), at, note=note)
    return go_on(catalog, there, at, note=note)


def _away(catalog: Catalog, here: Conversation) -> Conversation:
    return replace(back_on_the_way(catalog, here), own_words=left(here.own_words))


_BUTTONS: dict[OwnButton, Callable[[Catalog, Conversation, datetime], Turn]] = {
    OwnButton.RIGHT: _right,
    OwnButton.LEAVE: _leave,
    OwnButton.ASK: _ask,
    OwnButton.KEEP: _keep,
    OwnButton.LET_GO: _let_go,
    OwnButton.DELETE: _delete,
}
"""Clicks, by the buttons of two of the rooms."""
