"""Words that people type under a card that still counts, and that are no command.

What is offered there comes first, by name; then what is said about this week; then the answer
to the question that stands, or whatever the room takes words for. ``TEXTS`` are the rooms that
take texts of any length.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.cards import Choice
from bot.catalog import Catalog, Kind
from bot.catalog.words import words
from bot.engine import reading, speech
from bot.engine.adverts import taking
from bot.engine.choices import answer, choose, choose_oneself
from bot.engine.effects import Turn
from bot.engine.events import Typed
from bot.engine.moves import show
from bot.engine.own_words import choices as own_choices
from bot.engine.own_words import rooms as own_rooms
from bot.engine.plans.plan import CheckIn
from bot.engine.selecting import standing
from bot.engine.state import Conversation, Stage, Wrote
from bot.engine.weekly import (
    messages,
    reading_wishes,
    times_wishes,
    times_writing,
    week_choices,
    weeks,
)
from bot.engine.weekly.corrections import HOW_IT_WENT
from bot.engine.wording import listed, shorts

Taking = Callable[[Catalog, Conversation, Typed], Turn]

TEXTS: Mapping[Stage, Taking] = {
    Stage.WELCOME: own_choices.write,
    **dict.fromkeys(own_rooms.ROOMS, own_choices.write),
    Stage.ADVERT: taking.take,
}
"""What a text does in the rooms that take one, however long."""


def read_words(catalog: Catalog, here: Conversation, event: Typed) -> Turn:
    """Words that are no command, under a card that still counts."""
    text, at = event.text, event.at
    if len(text) > reading.MOST_CHARACTERS:
        return TEXTS[here.stage](catalog, here, event)
    if words(text) in catalog.lexicon.telling.openers:
        return own_choices.begin(catalog, here, at)
    silence = messages.of_a_silence(catalog, here, event.place)
    chosen = reading.chosen(catalog.lexicon, silence.choices, text) if silence else frozenset()
    if chosen:
        return week_choices.press(catalog, here, weeks.place(here), chosen, at)
    asked = times_wishes.asked(catalog, here, text, at) or _another_role(
        catalog, here, text, at
    )
    if asked is not None:
        return asked
    if weeks.is_of_a_week(event.place):
        offered = speech.offer(catalog, replace(here, stage=Stage.WEEK)).choices
        return _read_under_a_week(catalog, here, text, at, () if silence else offered)
    if _takes(catalog, here, event):
        return TEXTS[here.stage](catalog, here, event)
    return _read_here(catalog, here, text, at)


def _another_role(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn | None:
    """The room of one's own choice, for who has a role and would rather take another."""
    has_one = here.leaning is not None or here.weekly is not None
    if not has_one or here.stage not in times_wishes.WISHED_IN:
        return None
    wants = reading_wishes.wants_another_role(catalog, text)
    return choose_oneself(catalog, here, at) if wants else None


def _takes(catalog: Catalog, here: Conversation, event: Typed) -> bool:
    """Whether words are a text for this room; the rooms of own words look for choices, too."""
    if here.stage not in TEXTS or _word_on_the_week(catalog, here, event.text):
        return False
    if here.stage in own_rooms.ROOMS:
        return True
    offered = speech.offer(catalog, here).choices
    if reading.chosen(catalog.lexicon, offered, event.text):
        return False
    return here.stage is not Stage.WELCOME or own_choices.says_something(catalog, event)


def _read_under_a_week(
    catalog: Catalog, here: Conversation, text: str, at: datetime, offered: Sequence[Choice]
) -> Turn:
    """Words under the card of a week: its choices come first, by name and by number.

    A question that stands hidden above it is never answered by them. Where nothing is offered,
    the choices were looked for already, and a number is none of another card.
    """
    said = week_choices.heard_as(catalog, here, text)
    if not said:
        said = reading.chosen(catalog.lexicon, offered, text)
    if said:
        return week_choices.press_in_words(catalog, here, text, said, at)
    if here.stage is Stage.ASKING or (not offered and text.strip().isdecimal()):
        return show(catalog, here, catalog.say("not-understood.week"))
    return _read_here(catalog, here, text, at)


def _read_here(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """Words on the standing card."""
    offered = speech.offer(catalog, here).choices
    chosen = reading.named(catalog.lexicon, offered, text) or _role(catalog, here, text)
    if chosen and not _is_of_this_week(catalog, here, text):
        return choose(catalog, here, chosen, at)
    if here.stage is Stage.ASKING:
        return _read_answer(catalog, here, text, at)
    said = _word_on_the_week(catalog, here, text)
    if said:
        return week_choices.press_in_words(catalog, here, text, said, at)
    if here.stage in times_writing.WRITING:
        return times_writing.WRITING[here.stage](catalog, here, text, at)
    counted = reading.counted(catalog.lexicon, offered, text)
    if counted:
        return choose(catalog, here, counted, at)
    before = week_choices.of_the_step_before(catalog, here, text, at)
    if before is not None:
        return before
    if here.stage in week_choices.WRITING:
        return week_choices.WRITING[here.stage](catalog, here, text, at)
    return show(catalog, here, catalog.say(f"not-understood.{here.stage}"))


def _role(catalog: Catalog, here: Conversation, text: str) -> frozenset[str]:
    """The role that words wish for in the room of one's own choice; else nothing."""
    role = reading_wishes.role(catalog, text) if here.stage is Stage.CHOOSING else None
    return frozenset() if role is None else frozenset({role})


def _is_of_this_week(catalog: Catalog, here: Conversation, text: str) -> bool:
    """Whether words in the room of the week are on the step that runs, and name the week."""
    if here.stage is not Stage.WEEK or not reading_wishes.is_of_this_week(catalog, text):
        return False
    return bool(week_choices.heard_as(catalog, here, text))


def _word_on_the_week(catalog: Catalog, here: Conversation, text: str) -> frozenset[str]:
    """What words on no card say about this week, as what can be chosen; else nothing.

    A direct message does not tell under which card it was typed. So a check-in counts in every
    room, unless it might answer what is asked there.
    """
    said = week_choices.heard_as(catalog, here, text)
    if here.stage in week_choices.HEARD_IN:
        return said
    sure = HOW_IT_WENT if here.stage is Stage.STEP else frozenset(CheckIn)
    return said if said <= sure and words(text) not in catalog.lexicon.vague else frozenset()


def _read_answer(catalog: Catalog, here: Conversation, text: str, at: datetime) -> Turn:
    """The standing question, answered in words or by counting along the card."""
    question = standing(catalog, here)
    meant = reading.options(catalog, question, text)
    if meant.options and question.kind is Kind.TEXT:
        return answer(catalog, here, Wrote(text, meant.options), at)
    if meant.torn:
        between = listed(catalog, shorts(question, meant.torn))
        return show(catalog, here, catalog.say("torn", options=between))
    chosen = meant.options or reading.counted(
        catalog.lexicon, speech.offer(catalog, here).choices, text
    )
    if chosen:
        return choose(catalog, here, chosen, at)
    key = "not-understood.story" if question.kind is Kind.TEXT else "not-understood.asking"
    return show(catalog, here, catalog.say(key))
