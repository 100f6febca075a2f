"""Cards of the desk as messages and as windows, each drawn for one person. Pure.

A list or a brief stands in a window, which is gone when it is closed; what else is asked stands
where it was asked. Pictures are none: Slack shows a picture only from an address that
anybody can open, or as a file, which would stay in somebody's messages after the consent that
it shows has ended (F63). Fits and weeks are drawn as text.
"""

from collections.abc import Sequence
from typing import Any

from bot.adapters.slack import callbacks, modals
from bot.adapters.slack.callbacks import to_block_id, to_part
from bot.adapters.slack.outbound import Payload, actions, button, plain_text, to_blocks
from bot.adapters.slack.rich import Block, plain, preformatted
from bot.cards import NOWHERE, Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import OF_MENTEES, spot_of
from bot.engine.mentoring.pairing_cards import MOST_WORDS
from bot.usecases.laying_out import cells, in_words


def to_message(catalog: Catalog, card: Card, user: str, key: str = "") -> Payload:
    """A card for one person, in a message that only they see.

    A message has no field: where words are asked for, a button leads to a window.
    """
    blocks = _drawn(catalog, card)
    if card.writes:
        to_write = button(callbacks.TYPE, catalog.say("chat.own-words"), callbacks.TYPE)
        blocks.append(actions(card.place or NOWHERE, "write", [to_write]))
    return Payload(plain(in_words(card)), _owned(blocks, user), key)


def to_window(catalog: Catalog, card: Card, user: str) -> dict[str, Any]:
    """A card for one person, in a window; where it asks for words, with a field for them."""
    place = card.place or NOWHERE
    window: dict[str, Any] = {
        "type": "modal",
        "callback_id": callbacks.DESK,
        "private_metadata": to_block_id(place, to_part(user, modals.WORDS_BLOCK)),
        "title": plain_text(catalog.say("slack.desk-title")),
        "close": plain_text(catalog.say("slack.desk-close")),
        "blocks": _owned(_drawn(catalog, card), user),
    }
    if not card.writes:
        return window
    told, *ways = window["blocks"]
    field = modals.field(catalog.say("slack.desk-label"), MOST_WORDS)
    submit = plain_text(catalog.say("chat.window-send"))
    return window | {"submit": submit, "blocks": [told, field, *ways]}


def belongs_in_a_window(card: Card) -> bool:
    """Whether a card that follows a press is shown in a window."""
    spot = spot_of(card.place) if card.place is not None else None
    return card.writes or (spot is not None and spot.view in OF_MENTEES)


def _drawn(catalog: Catalog, card: Card) -> list[Block]:
    """What is drawn of it; twelve weeks stand as a line of cells above what can be pressed."""
    blocks = to_blocks(catalog, card)
    if not card.weeks:
        return blocks
    line = preformatted([catalog.say("slack.desk-weeks"), cells(card.weeks)])
    first = next((at for at, one in enumerate(blocks) if "block_id" in one), len(blocks))
    return [*blocks[:first], line, *blocks[first:]]


def _owned(blocks: Sequence[Block], user: str) -> list[Block]:
    """Blocks that say for whom they were drawn, so that nobody else's press counts (F67)."""
    return [
        one | {"block_id": to_part(user, one["block_id"])} if "block_id" in one else one
        for one in blocks
    ]
