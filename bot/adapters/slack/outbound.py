"""A card as a message of Slack's. Pure: nothing here knows a client.

Answers are buttons up to five if they are short, else radio buttons up to ten, and a list
above; several at once are boxes to tick up to ten, and a list above, with a button that
confirms. The ways round a question stand in a row of their own. Back and Why are buttons,
other commands stand in a menu. Every message has the same words as plain text, for
notifications and screen readers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.adapters.slack import callbacks
from bot.adapters.slack.callbacks import to_action_id, to_block_id
from bot.adapters.slack.rich import NOTHING, Block, plain, preformatted, rich
from bot.cards import NOWHERE, Card, Choice, Place, Several
from bot.catalog import Catalog, Command
from bot.engine.mentoring.desk import is_of_the_desk
from bot.engine.wording import clipped
from bot.usecases.laying_out import (
    Ways,
    bars,
    can_be_drawn,
    how_many,
    in_words,
    progress_line,
    sorted_ways,
)

MOST_BUTTONS = 5
SHOWN_ON_A_BUTTON = 30
"""Slack cuts a longer label off, most of all on a phone; an option of a list wraps."""

SHOWN_OF_A_WAY_ON = 50

MOST_BOXES = 10
FEWEST_IN_A_MENU, MOST_IN_A_MENU = 2, 5
LONGEST_LABEL = 75
LONGEST_CONTEXT = 2_000
EVENT_TYPE = "whichrole_card"

AS_BUTTONS = (Command.BACK, Command.WHY)


@dataclass(frozen=True, slots=True)
class Payload:
    """A message.

    Attributes:
        text: the whole of it in plain words.
        blocks: what is drawn.
        key: of the outbox row; stands in the metadata, where it can be found.
    """

    text: str
    blocks: Sequence[Block]
    key: str = ""

    def as_arguments(self) -> dict[str, Any]:
        """As the Web API and response addresses take it."""
        arguments: dict[str, Any] = {"text": self.text, "blocks": list(self.blocks)}
        if self.key:
            payload = {"event_type": EVENT_TYPE, "event_payload": {"key": self.key}}
            arguments["metadata"] = payload
        return arguments


def to_message(catalog: Catalog, card: Card, key: str) -> Payload:
    """A card, under its message's key."""
    return Payload(plain(in_words(card)), to_blocks(catalog, card), key)


def finished(catalog: Catalog, recap: str) -> Payload:
    """The one line that a card becomes when another stands below it."""
    told = recap.strip() or catalog.say("chat.moved-on")
    return Payload(plain(told), [_context(told)])


def to_blocks(catalog: Catalog, card: Card) -> list[Block]:
    """What is drawn of a card."""
    place = card.place or NOWHERE
    blocks: list[Block] = []
    if card.recap.strip():
        blocks.append(_context(card.recap))
    if card.progress:
        blocks.append(_context(progress_line(catalog, card.progress)))
    blocks.append(rich(card.body, card.links))
    if card.chart:
        blocks.append(preformatted(bars(card.chart)))
    if card.place is not None:
        blocks += answers(catalog, card, place)
        blocks += _controls(catalog, card, place)
    return blocks


def plain_text(label: str, most: int = LONGEST_LABEL) -> Block:
    """Words that Slack does not parse, cut visibly where they are too long."""
    shown = clipped(label, most)
    return {"type": "plain_text", "text": shown if shown.strip() else NOTHING, "emoji": False}


def button(name: str, label: str, value: str, *, strong: bool = False) -> Block:
    """One button; a strong one is what most people want here."""
    made: Block = {
        "type": "button",
        "action_id": name,
        "text": plain_text(label),
        "value": value,
    }
    return made | {"style": "primary"} if strong else made


def actions(place: Place, part: str, elements: Sequence[Block]) -> Block:
    """A row of elements that belong to a place."""
    return {
        "type": "actions",
        "block_id": to_block_id(place, part),
        "elements": list(elements),
    }


def answers(catalog: Catalog, card: Card, place: Place) -> list[Block]:
    """What answers, and the ways round it."""
    ways = sorted_ways(card)
    blocks = _choices(catalog, card, place, ways)
    row = [_choosing(one, 100 + number) for number, one in enumerate(ways.round_it)]
    if card.progress is not None:
        label = catalog.say("chat.own-words")
        row.append(button(callbacks.TYPE, label, callbacks.TYPE))
    return [*blocks, actions(place, "round", row)] if row else blocks


def _choices(catalog: Catalog, card: Card, place: Place, ways: Ways) -> list[Block]:
    answers = ways.answers
    if not answers:
        return []
    if card.several is not None:
        return _several(catalog, place, answers, card.several)
    if _fit_on_buttons(ways):
        return [
            actions(
                place,
                f"answers{start}",
                [
                    _choosing(one, start + number)
                    for number, one in enumerate(answers[start : start + MOST_BUTTONS])
                ],
            )
            for start in range(0, len(answers), MOST_BUTTONS)
        ]
    kind = "radio_buttons" if len(answers) <= MOST_BOXES else "static_select"
    picked: Block = {
        "type": kind,
        "action_id": callbacks.PICK,
        "options": _options(answers),
    }
    if kind == "static_select":
        picked["placeholder"] = plain_text(catalog.say("chat.pick"))
    return [actions(place, "answers", [picked])]


def _fit_on_buttons(ways: Ways) -> bool:
    """Whether all of them can be read there; one alone cannot be a list.

    Ways on are few short words and may stand in two rows; what one has said before, and can
    change, is long and much.
    """
    answers = ways.answers
    most = MOST_BUTTONS if ways.is_question else 2 * MOST_BUTTONS
    shown = SHOWN_ON_A_BUTTON if ways.is_question else SHOWN_OF_A_WAY_ON
    are_short = all(len(one.label) <= shown for one in answers)
    return len(answers) < FEWEST_IN_A_MENU or (len(answers) <= most and are_short)


def _several(
    catalog: Catalog, place: Place, answers: Sequence[Choice], several: Several
) -> list[Block]:
    ticked: Block = {"action_id": callbacks.TICK, "options": _options(answers)}
    if len(answers) <= MOST_BOXES:
        ticked["type"] = "checkboxes"
        boxes = actions(place, "answers", [ticked])
    else:  # such a list stands beside a text, not in a row
        ticked["type"] = "multi_static_select"
        ticked["placeholder"] = plain_text(catalog.say("chat.pick"))
        boxes = {
            "type": "section",
            "block_id": to_block_id(place, "answers"),
            "text": plain_text(catalog.say("chat.pick")),
            "accessory": ticked,
        }
    confirm = button(
        callbacks.CONFIRM, catalog.say("chat.confirm"), callbacks.CONFIRM, strong=True
    )
    return [
        *_how_many(catalog, several, len(answers)),
        boxes,
        actions(place, "confirm", [confirm]),
    ]


def _how_many(catalog: Catalog, several: Several, offered: int) -> list[Block]:
    told = how_many(catalog, several, offered)
    return [_context(told)] if told else []


def _controls(catalog: Catalog, card: Card, place: Place) -> list[Block]:
    """Back and Why as buttons, the rest in a menu, and what is drawn as a picture.

    Slack takes no menu of one; what a full menu has no room for, stands beside it.
    """
    near = [one for one in card.controls if one.id in AS_BUTTONS]
    far = [one for one in card.controls if one.id not in AS_BUTTONS]
    room = MOST_IN_A_MENU if len(far) >= FEWEST_IN_A_MENU else 0
    near, far = [*near, *far[room:]], far[:room]
    row = [
        button(to_action_id(callbacks.ASK, number), one.label, one.id)
        for number, one in enumerate(near)
    ]
    if can_be_drawn(card) and not is_of_the_desk(place):
        row.append(button(callbacks.CHART, catalog.say("chat.as-picture"), callbacks.CHART))
    if far:
        row.append({"type": "overflow", "action_id": callbacks.MORE, "options": _options(far)})
    return [actions(place, "controls", row)] if row else []


def _choosing(choice: Choice, number: int) -> Block:
    return button(to_action_id(callbacks.CHOOSE, number), choice.label, choice.id)


def _options(choices: Iterable[Choice]) -> list[Block]:
    return [{"text": plain_text(one.label), "value": one.id} for one in choices]


def _context(told: str) -> Block:
    return {"type": "context", "elements": [plain_text(told, LONGEST_CONTEXT)]}
