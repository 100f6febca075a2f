"""What can be told of a message by looking at it."""

from bot.adapters.slack.callbacks import place_of
from bot.cards import Place
from tests.fakes.slack.workspace import Posted


def place_shown(card: Posted) -> Place:
    """The place of a card that can be answered."""
    ids = [block["block_id"] for block in card.blocks if "block_id" in block]
    (place,) = {place_of(one) for one in ids} - {None}
    assert place is not None
    return place
