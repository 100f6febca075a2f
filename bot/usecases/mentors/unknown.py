"""Somebody who is named by words where the platform tells only of whom it was made to name."""

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.overview import name_of
from bot.ports.mentoring import Community

_HOW = {"slack": "desk.pick-on-slack", "discord": "desk.pick-on-discord"}
"""How a person is named there; in a terminal they are by what they call themselves."""


def not_known(catalog: Catalog, here: Community, name: str) -> Card:
    """That nobody is found by these words, and how to name somebody."""
    how = catalog.say(_HOW.get(here.platform, "desk.pick-in-a-terminal"))
    told = catalog.say("desk.not-known", name=name_of(catalog, name.removeprefix("@")))
    return Card(body=f"{told} {how}", problem=True)
