"""Cards to people: one living card in the direct message of each account.

A click's answer takes the place of the card that was clicked, through the click's response
address, which no rate limits. Everything else is posted below, and the card that stood
before becomes one line. A card that leads nowhere, such as one to share, is posted and stays.
"""

from collections import OrderedDict
from typing import Any

from bot.adapters.slack.client import FAST, LONG, Slack
from bot.adapters.slack.inbound import Clicked
from bot.adapters.slack.outbound import Payload, finished, to_message
from bot.cards import Attachment, Card
from bot.catalog import Catalog
from bot.errors import DeliveryError
from bot.ports.accounts import Accounts
from bot.ports.inbound import Address
from bot.ports.outbox import NO_ROW, Message

MOST_REMEMBERED = 10_000
"""So many living cards are remembered (I9); of others the store is asked."""

LOOKED_THROUGH = 100
"""So many of the latest messages are looked through for one that was lost."""


class SlackCourier:
    """Posts to the direct message of an account; the courier of the long way, and its seeker.

    Args:
        slack: sends.
        catalog: the words round a card.
        accounts: where cards stand.
    """

    def __init__(self, slack: Slack, catalog: Catalog, accounts: Accounts) -> None:
        self._slack = slack
        self._catalog = catalog
        self._accounts = accounts
        self._living: OrderedDict[Address, str] = OrderedDict()

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Post a card; see ``Courier.deliver``."""
        return await self.post(message, card, LONG)

    async def post(self, message: Message, card: Card, within: float) -> str | None:
        """The same; each request is given up after so many seconds."""
        await self._send_file(message.to, card.file)
        payload = to_message(self._catalog, card, message.key)
        posted = await self._post(message.to, payload, within)
        if card.place is None:
            return None
        await self._stand(message, posted, card.recap)
        return posted

    async def replace(self, message: Message, card: Card, under: Clicked) -> str:
        """Put a card in the place of the one that was clicked.

        Raises:
            DeliveryError: as ``Courier.deliver``; ``EXPIRED`` if Slack takes it no more.
        """
        payload = to_message(self._catalog, card, message.key)
        body: dict[str, Any] = {"replace_original": True, **payload.as_arguments()}
        await self._slack.respond(under.response_url, body)
        await self._stand(message, under.living_card)
        return under.living_card

    async def arrived(self, message: Message) -> bool:
        """See ``Seeker.arrived``: whether the message stands in the direct message."""
        channel = await self._channel(message.to)
        history = await self._slack.call(
            "conversations.history",
            {"channel": channel, "limit": LOOKED_THROUGH, "include_all_metadata": "true"},
        )
        said = history.get("messages") or ()
        return any(_key_of(one) == message.key for one in said)

    async def _stand(self, message: Message, living_card: str, recap: str = "") -> None:
        """From now on their card stands there; the one before becomes one line."""
        before = await self.living_card(message.to)
        self.remember(message.to, living_card)
        if before is not None and before != living_card:
            await self._finish(before, recap)
        if message.id == NO_ROW:  # the farewell: from now on we know of nothing
            self._living.pop(message.to, None)

    async def _finish(self, living_card: str, recap: str = "") -> None:
        """Make one line of a card, if Slack lets us now: nobody can answer it any more."""
        channel, _, stamp = living_card.partition(":")
        payload = finished(self._catalog, recap)
        try:
            await self._slack.call(
                "chat.update",
                {"channel": channel, "ts": stamp, **payload.as_arguments()},
                FAST,
            )
        except DeliveryError:
            return  # it still says kindly that it is old

    async def living_card(self, account: Address) -> str | None:
        """Where their card stands, as far as is known."""
        return self._living.get(account) or await self._accounts.living_card(account)

    def remember(self, account: Address, living_card: str | None) -> None:
        """Their card stands there; the store may know it no more."""
        if living_card is None:
            return
        self._living[account] = living_card
        self._living.move_to_end(account)
        if len(self._living) > MOST_REMEMBERED:
            self._living.popitem(last=False)

    async def _post(self, account: Address, payload: Payload, within: float) -> str:
        arguments = {
            "channel": account.user,
            "unfurl_links": False,
            "unfurl_media": False,
            **payload.as_arguments(),
        }
        answer = await self._slack.call("chat.postMessage", arguments, within)
        return f"{answer.get('channel')}:{answer.get('ts')}"

    async def _channel(self, account: Address) -> str:
        opened = await self._slack.call("conversations.open", {"users": account.user})
        channel = opened.get("channel")
        return str(channel.get("id")) if isinstance(channel, dict) else ""

    async def _send_file(self, account: Address, file: Attachment | None) -> None:
        """Bring a card's file first: the card says that it is there."""
        if file is not None:
            await self.send_file(account, file.name, file.text.encode())

    async def send_file(self, account: Address, name: str, content: bytes) -> None:
        """Put a file into their own direct message; its name at Slack is kept (F68).

        Raises:
            DeliveryError: it is not there, or nobody knows.
        """
        place = await self._slack.call(
            "files.getUploadURLExternal", {"filename": name, "length": len(content)}
        )
        file = str(place.get("file_id", ""))
        await self._slack.upload(str(place.get("upload_url", "")), content)
        await self._accounts.keep_upload(account, file)
        await self._slack.call(
            "files.completeUploadExternal",
            {
                "files": [{"id": file, "title": name}],
                "channel_id": await self._channel(account),
            },
        )


class AnsweringWords:
    """The fast way of words and commands: whoever wrote them waits."""

    def __init__(self, courier: SlackCourier) -> None:
        self._courier = courier

    async def deliver(self, message: Message, card: Card) -> str | None:
        """Post a card, soon or not at all."""
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
        """Put a card in the place of the clicked one; what follows something is posted."""
        under, self._under = self._under, None
        if under is None or card.place is None or card.file is not None:
            return await self._courier.post(message, card, FAST)
        return await self._courier.replace(message, card, under)


def _key_of(said: object) -> str | None:
    """The key that a message of ours carries."""
    match said:
        case {"metadata": {"event_payload": {"key": str(key)}}}:
            return key
        case _:
            return None
