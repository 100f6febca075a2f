"""What can be told of a message by looking at it."""

from bot.adapters.discord.callbacks import from_custom_id
from bot.cards import Place
from tests.fakes.discord.components import walked
from tests.fakes.discord.models import Posted


def place_shown(card: Posted) -> Place:
    """The place of a card that can be answered."""
    ids = [one["custom_id"] for one in walked(card.components) if one.get("custom_id")]
    (place,) = {pressed.place for one in ids if (pressed := from_custom_id(one))}
    return place
