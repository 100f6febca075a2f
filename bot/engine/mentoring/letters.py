"""What reaches a mentee from their mentor, made when it is sent."""

from dataclasses import replace

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.overview import name_of
from bot.engine.state import Conversation
from bot.engine.weekly import messages


def encouraged(catalog: Catalog, mentor: str) -> Card:
    """That somebody thought of them, and who."""
    return Card(body=catalog.say("letter.encouraged", name=name_of(catalog, mentor)))


def asked_to_check_in(catalog: Catalog, here: Conversation, mentor: str) -> Card:
    """This week's card, with a line above it about who would like to hear how it goes."""
    card = messages.nudge(catalog, here)
    asks = catalog.say("letter.asks-how-it-goes", name=name_of(catalog, mentor))
    return replace(card, body=f"{asks}\n\n{card.body}")
