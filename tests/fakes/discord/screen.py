"""A message as somebody saw it once, and what they press there although it has changed."""

from copy import deepcopy

from tests.fakes.discord.asking import of_interaction
from tests.fakes.discord.components import BUTTON, ROW
from tests.fakes.discord.models import Json, Posted
from tests.fakes.discord.person import A_COMPONENT, Person
from tests.fakes.discord.seen import buttons, label
from tests.fakes.discord.server import FakeDiscord


class Screen:
    """One look at a message; Discord tells of a press what stood there when it came.

    Args:
        discord: where it happens.
        person: who looks.
        posted: at what.
    """

    def __init__(self, discord: FakeDiscord, person: Person, posted: Posted) -> None:
        self._discord = discord
        self._person = person
        self._posted = posted
        self._seen = deepcopy(posted.components)

    @property
    def labels(self) -> list[str]:
        """What can be pressed on it."""
        return [label(one) for one in buttons(self._seen)]

    def holds(self, told: Json) -> None:
        """As if an element of this id stood there, which nobody ever put there."""
        part: Json = {"type": told["component_type"], "custom_id": told["custom_id"], "id": 1}
        is_button = part["type"] == BUTTON
        part |= {"style": 2, "label": "x"} if is_button else {"options": []}
        self._seen = [*self._seen, {"type": ROW, "id": 99, "components": [part]}]

    async def presses(self, name: str) -> Json | None:
        """A button by its label; what was answered, or None if that came too late."""
        (button,) = [one for one in buttons(self._seen) if label(one) == name]
        return await self.sends(
            {"custom_id": button["custom_id"], "component_type": 2, "id": button["id"]}
        )

    async def sends(self, more: Json, by: Person | None = None) -> Json | None:
        """A press that carries just this, by them or by somebody else."""
        who, posted = by or self._person, self._posted
        interaction = self._discord.world.interact(A_COMPONENT, who.id, posted.channel, posted)
        told = of_interaction(self._discord.world, interaction, more)
        told["message"]["components"] = deepcopy(self._seen)
        self._discord.answers.expect(interaction)
        self._discord.gateway.tell("INTERACTION_CREATE", told)
        return await self._discord.answers.of(interaction)
