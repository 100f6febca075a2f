"""What mentors have to do with the question of somebody stuck: who can read it, or could."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.plans.plan_cards import PlanButton, labelled
from bot.engine.wording import listed, plain

MOST_IN_A_NAME = 40


def with_mentors(catalog: Catalog, card: Card, mentors: Sequence[str], *, sent: bool) -> Card:
    """The card of a question, with who can read it, or how somebody could.

    Args:
        catalog: the words.
        card: says the question and what helps.
        mentors: the names of those who may read what they ask, once it is let go.
        sent: it was.
    """
    if not mentors:
        offer = labelled(catalog, PlanButton.FIND_MENTOR)
        return replace(card, choices=(*card.choices, *offer))
    names = listed(catalog, [_name(catalog, one) for one in mentors])
    told = catalog.say("helped.can-read" if sent else "helped.could-read", names=names)
    send = () if sent else labelled(catalog, PlanButton.SEND)
    return replace(card, body=f"{card.body}\n\n{told}", choices=(*send, *card.choices))


def _name(catalog: Catalog, name: str) -> str:
    return plain(name, MOST_IN_A_NAME) or catalog.say("status.no-name")
