"""Cards to people: one living card in the direct message of each account.

A click's answer takes the place of the card that was clicked, through the click's response
address, which no rate limits. Everything else is posted below, and the card that stood
before becomes one line; so does an old card that somebody pressed. A card that leads
nowhere, such as one to share, is posted and stays.
"""

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import replace
from typing import Any

from bot.adapters.slack import desk_cards
from bot.adapters.slack.client import FAST, LONG, Slack
from bot.adapters.slack.filing import Filing
from bot.adapters.slack.inbound import Clicked
from bot.adapters.slack.outbound import Payload, finished, to_message
from bot.adapters.slack.pace import Edits
from bot.adapters.slack.payloads import key_told
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.desk import is_of_the_desk
from bot.errors import DeliveryError, Refusal
from bot.ports.accounts import Accounts
from bot.ports.inbound import Address
from bot.ports.outbox import NO_ROW, REPEATABLE, Message
from bot.usecases.laying_out import line_of
from bot.usecases.living import Living, LivingCards
from bot.usecases.own_words import Words, home_of
from bot.usecases.underway import Underway
from bot.usecases.verdicts import rests_until

WHOLE = 20.0
"""Seconds for all requests of one message on the long way; its lease is half as long again."""

MOST_FILED = 1_000
"""Of so many messages it is remembered that their file is there, when they are sent again."""

LOOKED_THROUGH = 100
"""So many of the latest messages are looked through for one that was lost."""


class SlackCourier:
    """Posts to the direct message of an account; the courier of the long way, and its seeker.

    Args:
        slack: sends.
        words: those round a card.
        accounts: keeps the names of files.

    Attributes:
        living: where everybody's card stands.
        filing: puts files beside it.
    """

    def __init__(self, slack: Slack, words: Words, accounts: Accounts) -> None:
        self._slack = slack
        self._words = words
        self.filing = Filing(slack, accounts)
        self.living = LivingCards(accounts)
        self._rests_until = slack.clock.now()
        self._edits = Edits(slack.clock)
        self._filed: deque[str] = deque(maxlen=MOST_FILED)
        self._finishing = Underway("an old card still looks alive")

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Post a card, after its file; see ``Courier.deliver``."""
        try:
            async with asyncio.timeout(WHOLE):
                if card.file is not None and message.key not in self._filed:
                    content = card.file.text.encode()
                    await self.filing.send_file(message.to, card.file.name, content)
                    self._filed.append(message.key)
                return await self.post(message, card, LONG)
        except TimeoutError:
            raise DeliveryError("it took too long", Refusal.LOST) from None

    async def post(self, message: Message, card: Card, within: float) -> str | None:
        """Post a card; the request is given up after so many seconds.

        A letter of the desk stands beside their card, which stays alive.
        """
        if is_of_the_desk(card.place):
            user = message.to.user
            letter = desk_cards.to_message(self._words_for(message), card, user, message.key)
            await self._post(message.to, letter, within)
            return None
        before = await self.living.of(message.to) if card.place else None
        return await self._below(message, card, before, within)

    async def _below(
        self, message: Message, card: Card, before: Living | None, within: float
    ) -> str | None:
        # The line on the finished step stands in the card before, where there is one.
        shown = replace(card, recap="") if before else card
        payload = to_message(self._words_for(message), shown, message.key)
        posted = await self._post(message.to, payload, within)
        if card.place is None:
            return None
        self._stand(message, card, posted, before)
        return posted

    async def replace(self, message: Message, card: Card, under: Clicked) -> str | None:
        """Put a card in the place of the one that was clicked, or below if that is an old one.

        Raises:
            DeliveryError: as ``Courier.deliver``; ``EXPIRED`` if Slack takes it no more.
        """
        before = await self.living.of(message.to)
        if before is not None and before.name != under.living_card:
            posted = await self._below(message, card, before, FAST)
            self._finishing.begin(self._close(self._words_for(message), under))
            return posted
        shown = to_message(self._words_for(message), card, message.key)
        await self._respond(under, shown)
        self._stand(message, card, under.living_card, before)
        return under.living_card

    async def arrived(self, message: Message) -> bool:
        """See ``Seeker.arrived``: whether the message stands in the direct message."""
        channel = await self.filing.channel(message.to)
        history = await self._slack.call(
            "conversations.history",
            {"channel": channel, "limit": LOOKED_THROUGH, "include_all_metadata": "true"},
        )
        said = history.get("messages") or ()
        return any(key_told(one) == message.key for one in said)

    async def settled(self) -> None:
        """Wait until every old card is one line."""
        await self._finishing.settled()

    async def stop(self, grace: float) -> None:
        """Finish what is on its way, for so many seconds."""
        await self._finishing.stop(grace)

    def _stand(
        self, message: Message, card: Card, living_card: str, before: Living | None
    ) -> None:
        """From now on their card stands there; the one before becomes one line, soon."""
        catalog = self._words_for(message)
        is_another = before is not None and before.name != living_card
        # Edits for which nobody waits leave room for those of people who do.
        if before and is_another and (message.kind in REPEATABLE or self._edits.take()):
            self._finishing.begin(self._finish(catalog, before, card.recap))
        if message.id == NO_ROW:  # the farewell: from now on we know of nothing
            self.living.forget(message.to)
        else:
            line, over = line_of(catalog, card), before.over if before else None
            self.living.remember(message.to, Living(living_card, line, over))

    async def _finish(
        self, catalog: Catalog, living: Living, recap: str, *, once_more: bool = True
    ) -> None:
        """Make one line of a card, if Slack lets us now: nobody can answer it any more."""
        if self._slack.clock.now() < self._rests_until:
            return  # it still says kindly that it is old
        channel, _, stamp = living.name.partition(":")
        payload = finished(catalog, recap or living.line)
        asked = {"channel": channel, "ts": stamp, **payload.as_arguments()}
        try:
            await self._slack.call("chat.update", asked)
        except DeliveryError as problem:
            if problem.refusal is Refusal.LIMITED:
                self._rests_until = rests_until(problem, self._slack.clock.now())
            elif once_more and problem.refusal in (Refusal.BUSY, Refusal.LOST):
                await self._finish(catalog, living, recap, once_more=False)

    async def _close(self, catalog: Catalog, under: Clicked) -> None:
        """Make one line of an old card that was pressed."""
        with suppress(DeliveryError):  # it still says kindly that it is old
            await self._respond(under, finished(catalog, ""))

    def _words_for(self, message: Message) -> Catalog:
        """Those in which the card of a message was made just now."""
        return self._words.known(home_of(message.to))

    async def _respond(self, under: Clicked, payload: Payload) -> None:
        body: dict[str, Any] = {"replace_original": True, **payload.as_arguments()}
        await self._slack.respond(under.response_url, body)

    async def _post(self, account: Address, payload: Payload, within: float) -> str:
        arguments = {
            "channel": account.user,
            "unfurl_links": False,
            "unfurl_media": False,
            **payload.as_arguments(),
        }
        answer = await self._slack.call("chat.postMessage", arguments, within)
        return f"{answer.get('channel')}:{answer.get('ts')}"


class AnsweringWords:
    """The fast way of words and commands: whoever wrote them waits."""

    def __init__(self, courier: SlackCourier) -> None:
        self._courier = courier

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Post a card, soon or not at all."""
        _refuse_files(card)
        return await self._courier.post(message, card, FAST)


class AnsweringClick:
    """The fast way of one click.

    Args:
        courier: for what does not go there.
        under: the message that was clicked.
    """

    def __init__(self, courier: SlackCourier, under: Clicked) -> None:
        self._courier = courier
        self._under: Clicked | None = under

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Put a card in the place of the clicked one; what follows something is posted.

        So is the answer to a click on somebody else's card: that one stays as it is (F67).
        """
        under, self._under = self._under, None
        _refuse_files(card)
        if under is None or card.place is None:
            return await self._courier.post(message, card, FAST)
        if under.place.conversation != card.place.conversation:
            return await self._courier.post(message, card, FAST)
        return await self._courier.replace(message, card, under)


class TakingTime:
    """The way of what nobody waits for: with all others, and first contacts apart (F31)."""

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Leave it to the long way."""
        raise DeliveryError("nobody waits for it", Refusal.EXPIRED)


def _refuse_files(card: Card) -> None:
    """A file takes longer than anybody waits: the whole message goes the long way."""
    if card.file is not None:
        raise DeliveryError("a file takes its time", Refusal.EXPIRED)
