"""``/whichrole link`` and ``unlink``: one person with an account on each of two platforms.

One account asks for a code. The other types it, and says yes on a card that names whose it is
and what they give up; then the first says the last yes on a card that names who typed it.
Nobody else can say either, and no card of an earlier code can (F11, F66).
"""

import secrets
from collections.abc import Callable
from datetime import timedelta

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.linking import cards
from bot.engine.linking.cards import LinkButton
from bot.engine.linking.codes import LENGTH, LETTERS, fingerprint, spelled
from bot.ports.inbound import EventKey
from bot.ports.linking import CODE_LASTS, Links, Proposal, Side, Typing
from bot.ports.mentoring import Caller
from bot.ports.outbox import Kind, Message
from bot.usecases.mentors.asking import Asked, LinkWord, Pressed

Draw = Callable[[], str]
"""Draws the letters of a code that nobody can guess."""

MINUTES = CODE_LASTS // timedelta(minutes=1)

_WHERE = {
    "terminal": "link.on-terminal",
    "slack": "link.on-slack",
    "discord": "link.on-discord",
}
_BECAME = {
    Typing.WRONG: "link.wrong",
    Typing.OWN: "link.own",
    Typing.NEIGHBOURS: "link.neighbours",
    Typing.LINKED: "link.already",
    Typing.TOO_OFTEN: "link.too-often",
}


def drawn() -> str:
    """The letters of a code, from the machine's source of secrets."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def where(catalog: Catalog, side: Side) -> str:
    """On which platform an account is: "on Slack"."""
    return catalog.say(_WHERE[side.account.platform])


def who(catalog: Catalog, side: Side) -> str:
    """An account as a sentence names it, with where it is."""
    return cards.who(catalog, side.name or side.account.user, _WHERE[side.account.platform])


class Linking:
    """Links accounts, and parts them.

    Args:
        links: which accounts are one person.
        catalog: the words.
        draw: draws a code.
    """

    def __init__(self, links: Links, catalog: Catalog, draw: Draw = drawn) -> None:
        self._links = links
        self._catalog = catalog
        self._draw = draw

    async def answer(self, caller: Caller, key: EventKey, act: Asked) -> Card:
        """What ``/whichrole link``, with a code or without, and ``unlink`` are answered."""
        word, _, rest = act.words.strip().partition(" ")
        if word.casefold() == LinkWord.UNLINK:
            return await self._ask_to_part(caller)
        if rest.strip():
            return await self._typed(caller, key, rest)
        return await self._begun(caller, key)

    async def pressed(self, caller: Caller, _: EventKey, act: Pressed) -> Card:
        """A yes or a no, to a link or to its end; anything else shows how things stand."""
        match act.choice:
            case LinkButton.AGREE:
                return await self._agreed(caller, act.spot.about)
            case LinkButton.YES:
                await self._links.confirm(caller.account, act.spot.about)
                return await self._standing(caller)
            case LinkButton.NO:
                await self._links.refuse(caller.account, act.spot.about)
                return self._say("link.refused")
            case LinkButton.UNLINK:
                return await self._ask_to_part(caller)
            case LinkButton.REALLY_UNLINK:
                return await self._part(caller)
            case _:
                return await self._standing(caller)

    async def letter(self, message: Message) -> Card | None:
        """What a message about a link says now; None if there is nothing left to say."""
        if message.kind is Kind.LINK_ASKED:
            found = await self._links.proposal(message.to)
            return self._proposed(found) if found else None
        other = await self._links.linked_with(message.to)
        return self._linked(other) if other else self._say("link.parted")

    async def _begun(self, caller: Caller, key: EventKey) -> Card:
        """A new code, and the one before it counts no longer; or the last yes, if one waits."""
        found = await self._links.proposal(caller.account)
        if found is not None:
            return self._proposed(found)
        letters = self._draw()
        code = fingerprint(letters)
        if not await self._links.ask_code(key, caller.account, caller.name, code):
            return await self._standing(caller)
        return self._say("link.code", code=spelled(letters), minutes=MINUTES)

    async def _typed(self, caller: Caller, key: EventKey, text: str) -> Card:
        code = fingerprint(text)
        became = await self._links.type_code(key, caller.account, caller.name, code)
        if became is not Typing.TAKEN:
            return self._say(_BECAME[became])
        found = await self._links.offer(caller.account, code)
        if found is None:  # a new one took its place at this very moment
            return self._say(_BECAME[Typing.WRONG])
        return cards.offered(self._catalog, found.number, self._who(found.other))

    async def _agreed(self, caller: Caller, number: int) -> Card:
        """Who is to say the last yes now, or how things stand."""
        asked = await self._links.agree(caller.account, number)
        if asked is None:
            return await self._standing(caller)
        return self._say("link.typed", who=self._who(asked), minutes=MINUTES)

    async def _ask_to_part(self, caller: Caller) -> Card:
        other = await self._links.linked_with(caller.account)
        if other is None:
            return self._say("link.alone")
        return cards.to_part(self._catalog, self._who(other), came=other.came)

    async def _part(self, caller: Caller) -> Card:
        other = await self._links.unlink(caller.account)
        if other is None:
            return self._say("link.alone")
        return cards.parted(self._catalog, self._who(other), came=other.came)

    async def _standing(self, caller: Caller) -> Card:
        """With whom they are linked; else that nothing waits for a yes."""
        other = await self._links.linked_with(caller.account)
        return self._linked(other) if other else self._say("link.gone")

    def _proposed(self, found: Proposal) -> Card:
        return cards.proposed(self._catalog, found.number, self._who(found.other))

    def _linked(self, other: Side) -> Card:
        return cards.linked(self._catalog, self._who(other), came=other.came)

    def _who(self, side: Side) -> str:
        return who(self._catalog, side)

    def _say(self, key: str, **facts: object) -> Card:
        return Card(body=self._catalog.say(key, **facts))
