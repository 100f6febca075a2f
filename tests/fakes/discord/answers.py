"""Whether what people asked was answered in time."""

import asyncio

from tests.fakes.discord.models import Interaction, Json


class Answers:
    """Waits for answers of interactions.

    Attributes:
        answered: interactions that were answered, in that order.
        failed: those that were not in time; people were told "This interaction failed".
        heard: set when something is answered.
        patience: seconds in which an answer must come.
    """

    def __init__(self, patience: float) -> None:
        self.answered: list[Interaction] = []
        self.failed: list[Interaction] = []
        self.heard = asyncio.Event()
        self.patience = patience
        self._awaited: dict[str, asyncio.Future[Json]] = {}

    def take(self, interaction: Interaction) -> None:
        """One was answered."""
        self.answered.append(interaction)
        self.heard.set()
        awaited = self._awaited.get(interaction.id)
        if awaited is not None and not awaited.done():
            awaited.set_result(interaction.response or {})

    def expect(self, interaction: Interaction) -> None:
        """This one is going to be told, and to be answered."""
        self._awaited[interaction.id] = asyncio.get_running_loop().create_future()

    async def of(self, interaction: Interaction) -> Json | None:
        """What was answered: its type and what came with it, or None if it came too late."""
        try:
            async with asyncio.timeout(self.patience):
                return await self._awaited[interaction.id]
        except TimeoutError:
            self.failed.append(interaction)
            return None
        finally:
            self._awaited.pop(interaction.id, None)
