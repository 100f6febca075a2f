"""A place where nobody links accounts."""

from bot.ports.inbound import Address, EventKey
from bot.ports.linking import Proposal, Side, Typing


class Unlinked:
    """Every account is by itself, and every code is wrong."""

    async def ask_code(self, key: EventKey, by: Address, name: str, code: str) -> bool:
        return True

    async def type_code(self, key: EventKey, by: Address, name: str, code: str) -> Typing:
        return Typing.WRONG

    async def offer(self, who: Address, code: str) -> Proposal | None:
        return None

    async def agree(self, by: Address, number: int) -> Side | None:
        return None

    async def proposal(self, who: Address) -> Proposal | None:
        return None

    async def confirm(self, by: Address, number: int) -> Side | None:
        return None

    async def refuse(self, by: Address, number: int) -> None:
        return None

    async def linked_with(self, who: Address) -> Side | None:
        return None

    async def unlink(self, by: Address) -> Side | None:
        return None
