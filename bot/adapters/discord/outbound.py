"""A card as a message of Discord's. Pure: nothing here knows a client.

Answers are buttons up to five if they are short, else a list; several at once are a list in
which so many can be picked. The ways round a question stand in a row of their own. Back and
Why are buttons, other commands stand in a list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import discord
from discord import ButtonStyle, SelectOption
from discord.ui import ActionRow, Button, Item, LayoutView, MediaGallery, Select, TextDisplay

from bot.adapters.discord.callbacks import NO, YES, Kind, to_custom_id
from bot.adapters.discord.markdown import fenced, small, to_markdown
from bot.cards import NOWHERE, Card, Choice, Place, Several
from bot.catalog import Catalog, Command
from bot.engine.mentoring.desk import is_of_the_desk
from bot.engine.wording import clipped
from bot.usecases.laying_out import (
    Ways,
    bars,
    can_be_drawn,
    cells,
    how_many,
    progress_line,
    sorted_ways,
)

MOST_IN_A_ROW = 5
SHOWN_ON_A_BUTTON = 38
"""On a phone a longer label is cut off; an option of a list has a line for itself."""

LONGEST_BODY, LONGEST_BEFORE = 2_800, 600
"""Escaped; with what stands beside it a message stays below Discord's 4,000. What is told above
a card takes its room from the card's own text."""

LONGEST_LINE = 250
LONGEST_CHART = 400
LONGEST_TOLD = 1_000
"""Of what a picture says; Discord takes a little more."""

PICTURE = "whichrole.png"
"""The name under which a picture is brought."""

MOST_ABOVE = 2
MOST_ANSWER_BUTTONS, MOST_WAYS_ROUND = 10, 9
"""With everything else, a message stays within Discord's 40 components."""

LONGEST_LABEL = 75
MOST_OPTIONS = 25
FIRST_NAME, NAMES = 1_000_000, 2**30
STAYS = 900_000
"""The number of what stands above a card and is to stay, such as a card to share."""

AS_BUTTONS = (Command.BACK, Command.WHY)

Row = ActionRow[LayoutView]


@dataclass(frozen=True, slots=True)
class Offers:
    """What a surface adds to a card.

    Attributes:
        in_private: a button that goes on in the direct message.
        wear: by role, the label of a button for the community's role that stands for it.
        drawn: what the picture says that is brought with the card; empty where none is.
    """

    in_private: bool = False
    wear: Mapping[str, str] = field(default_factory=dict)
    drawn: str = ""


NO_OFFERS = Offers()


def name_of(key: str) -> int:
    """The number under which a message of this key can be found again.

    Discord keeps the numbers of a message's parts, and shows them to nobody (F20).
    """
    told = blake2b(key.encode(), digest_size=8).digest()
    return FIRST_NAME + int.from_bytes(told) % NAMES


def to_view(
    catalog: Catalog, cards: Sequence[Card], key: str, offers: Offers = NO_OFFERS
) -> LayoutView:
    """Cards as one message, under the key of the last; only the last can be answered."""
    view, room = _empty(), LONGEST_BODY
    above = cards[:-1][-MOST_ABOVE:]
    if above:
        left = LONGEST_BODY - len(_body(cards[-1], LONGEST_BODY))
        most = max(LONGEST_BEFORE, left // len(above))
    for number, card in enumerate(above):
        text = _body(card, most)
        room -= len(text)
        view.add_item(TextDisplay(text, id=STAYS + number))
    _add_card(view, catalog, cards[-1], key, offers, room)
    return view


def holds_what_stays(message: discord.Message) -> bool:
    """Whether more than a card stands in a message, and its picture."""
    numbers = {getattr(one, "id", None) for one in message.components}
    files = [one for one in message.attachments if one.filename != PICTURE]
    return bool(files) or STAYS in numbers


def finished(catalog: Catalog, recap: str) -> LayoutView:
    """The one line that a card becomes when another stands below it."""
    return told(recap.strip() or catalog.say("chat.moved-on"))


def picture(name: str, told: str) -> LayoutView:
    """A picture that is brought under this name, with what it says in words."""
    view = _empty()
    view.add_item(_gallery(name, told))
    return view


def page(text: str) -> LayoutView:
    """A text, beside the conversation."""
    view = _empty()
    view.add_item(TextDisplay(to_markdown(text, LONGEST_BODY)))
    return view


def told(text: str) -> LayoutView:
    """A sentence, beside the conversation."""
    view = _empty()
    view.add_item(TextDisplay(small(text, LONGEST_LINE)))
    return view


def asking_to_join(catalog: Catalog) -> LayoutView:
    """What an admin posts for everybody: who would like weekly steps presses there (A25)."""
    view = _empty()
    view.add_item(TextDisplay(to_markdown(catalog.say("discord.join"), LONGEST_BODY)))
    label = catalog.say("discord.join-button")
    view.add_item(ActionRow(_button(label, Kind.JOIN, NOWHERE)))
    return view


def whether_to_join(catalog: Catalog) -> LayoutView:
    """The question that only whoever pressed there sees; nothing begins before a yes."""
    view = _empty()
    view.add_item(TextDisplay(to_markdown(catalog.say("discord.join-ask"), LONGEST_BODY)))
    yes = _button(catalog.say("discord.join-yes"), Kind.JOIN, NOWHERE, YES)
    no = _button(catalog.say("discord.join-no"), Kind.JOIN, NOWHERE, NO)
    view.add_item(ActionRow(yes, no))
    return view


def _empty() -> LayoutView:
    """A layout that the library does not keep: what is pressed finds us by its id (I9)."""
    view = LayoutView(timeout=None)
    view.stop()
    return view


def _body(card: Card, most: int) -> str:
    return to_markdown(card.body, most, card.links)


def _gallery(name: str, told: str) -> MediaGallery[LayoutView]:
    shown: MediaGallery[LayoutView] = MediaGallery()
    shown.add_item(media=f"attachment://{name}", description=clipped(told, LONGEST_TOLD))
    return shown


def _add_card(
    view: LayoutView, catalog: Catalog, card: Card, key: str, offers: Offers, room: int
) -> None:
    beside = [card.recap, progress_line(catalog, card.progress) if card.progress else ""]
    for line in filter(str.strip, beside):
        view.add_item(TextDisplay(small(line, LONGEST_LINE)))
    view.add_item(TextDisplay(_body(card, room), id=name_of(key)))
    if card.chart:
        view.add_item(TextDisplay(fenced(bars(card.chart), LONGEST_CHART)))
    if card.weeks and is_of_the_desk(card.place):  # the card of one's own weeks lists them
        view.add_item(TextDisplay(fenced([cells(card.weeks)], LONGEST_CHART)))
    if offers.drawn:
        view.add_item(_gallery(PICTURE, offers.drawn))
    if card.place is not None:
        for row in _rows(catalog, card, card.place, offers):
            view.add_item(row)


def _rows(catalog: Catalog, card: Card, place: Place, offers: Offers) -> Iterable[Item[Any]]:
    """What answers, the ways round it, and what can be asked for besides."""
    ways = sorted_ways(card)
    yield from _answers(catalog, card, place, ways)
    beside = [_choosing(place, one) for one in ways.round_it[:MOST_WAYS_ROUND]]
    if card.progress is not None or (card.writes and is_of_the_desk(place)):
        beside.append(_button(catalog.say("chat.own-words"), Kind.TYPE, place))
    yield from _in_rows(beside)
    yield from _controls(catalog, card, place, offers)


def _answers(catalog: Catalog, card: Card, place: Place, ways: Ways) -> Iterable[Item[Any]]:
    answers = ways.answers[:MOST_OPTIONS]
    if not answers:
        return
    if card.several is not None:
        told = how_many(catalog, card.several, len(answers))
        if told:
            yield TextDisplay(small(told, LONGEST_LINE))
        yield _list(catalog, Kind.PICK, place, answers, card.several)
    elif _fit_on_buttons(answers, ways):
        yield from _in_rows([_choosing(place, one) for one in answers])
    else:
        yield _list(catalog, Kind.PICK, place, answers, Several(1, 1))


def _fit_on_buttons(answers: Sequence[Choice], ways: Ways) -> bool:
    """Whether all of them can be read there."""
    if not ways.is_question:
        return len(answers) <= MOST_ANSWER_BUTTONS
    are_short = all(len(one.label) <= SHOWN_ON_A_BUTTON for one in answers)
    return len(answers) <= MOST_IN_A_ROW and are_short


def _controls(
    catalog: Catalog, card: Card, place: Place, offers: Offers
) -> Iterable[Item[Any]]:
    """Back and Why as buttons, with what the surface offers; the rest in a list.

    At the desk they are few, and no commands: all of them are buttons.
    """
    at_desk = is_of_the_desk(place)
    near = [one for one in card.controls if at_desk or one.id in AS_BUTTONS]
    far = [one for one in card.controls if one not in near]
    kind = Kind.CHOOSE if at_desk else Kind.ASK
    row = [_button(one.label, kind, place, one.id) for one in near]
    if can_be_drawn(card) and not offers.drawn:
        row.append(_button(catalog.say("chat.as-picture"), Kind.CHART, place))
    role = card.result.role if card.result else None
    if role is not None and role in offers.wear:
        row.append(_button(offers.wear[role], Kind.WEAR, place, role))
    if offers.in_private:
        row.append(_button(catalog.say("discord.in-private"), Kind.PRIVATE, place))
    yield from _in_rows(row)
    if far:
        label = catalog.say("discord.more")
        yield _list(catalog, Kind.MORE, place, far[:MOST_OPTIONS], Several(1, 1), label)


def _in_rows(buttons: Sequence[Button[Any]]) -> Iterable[Row]:
    for start in range(0, len(buttons), MOST_IN_A_ROW):
        yield ActionRow(*buttons[start : start + MOST_IN_A_ROW])


def _choosing(place: Place, choice: Choice) -> Button[Any]:
    return _button(choice.label, Kind.CHOOSE, place, choice.id)


def _button(label: str, kind: Kind, place: Place, value: str = "") -> Button[Any]:
    return Button(
        style=ButtonStyle.secondary,
        label=clipped(label, LONGEST_LABEL).strip() or "…",
        custom_id=to_custom_id(kind, place, value),
    )


def _list(
    catalog: Catalog,
    kind: Kind,
    place: Place,
    choices: Sequence[Choice],
    several: Several,
    label: str = "",
) -> Row:
    most = min(max(several.most, 1), len(choices))
    options = [
        SelectOption(label=clipped(one.label, LONGEST_LABEL).strip() or "…", value=one.id)
        for one in choices
    ]
    return ActionRow(
        Select(
            custom_id=to_custom_id(kind, place),
            placeholder=label or catalog.say("chat.pick"),
            min_values=min(max(several.least, 1), most),
            max_values=most,
            options=options,
        )
    )
