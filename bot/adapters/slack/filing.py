"""What stands in somebody's direct message for a while, or for as long as we know them.

The name of each is kept, so that it goes when they do, or when it shows too much (F63, F68).
"""

from datetime import datetime

from bot.adapters.slack.client import Slack
from bot.adapters.slack.outbound import Payload
from bot.engine.wording import clipped
from bot.errors import StoreError
from bot.ports.accounts import Accounts
from bot.ports.inbound import Address

LONGEST_TITLE = 250
"""Of a file. What a picture says stands there: a file that is sent with ``alt_txt`` may never
be shared while Slack says that it is (slackapi/python-slack-sdk, issue 1818), and a comment
would stay when the file goes (F68)."""

BEHIND_A_CHANNEL = ":"
"""Stands in the name of a message, and in that of no file."""


class Filing:
    """Puts files and messages there, and deletes them.

    Args:
        slack: sends.
        accounts: keeps their names.
    """

    def __init__(self, slack: Slack, accounts: Accounts) -> None:
        self._slack = slack
        self._accounts = accounts

    async def channel(self, account: Address) -> str:
        """The name of their direct message with us at Slack."""
        opened = await self._slack.call("conversations.open", {"users": account.user})
        channel = opened.get("channel")
        return str(channel.get("id")) if isinstance(channel, dict) else ""

    async def delete(self, name: str) -> None:
        """Delete a file or a message of ours, whichever has this name.

        Raises:
            DeliveryError: ``EXPIRED`` if it is gone already.
        """
        channel, is_message, stamp = name.partition(BEHIND_A_CHANNEL)
        if is_message:
            await self._slack.call("chat.delete", {"channel": channel, "ts": stamp})
        else:
            await self._slack.call("files.delete", {"file": name})

    async def send_message(self, account: Address, payload: Payload, until: datetime) -> str:
        """Put words that show others into their direct message, until they go.

        Returns:
            The message's name; empty if it does not stand, as nobody could delete it later.

        Raises:
            DeliveryError: it is not there, or nobody knows.
        """
        asked = {"channel": account.user, "unfurl_links": False, "unfurl_media": False}
        told = await self._slack.call("chat.postMessage", asked | payload.as_arguments())
        posted = f"{told.get('channel')}{BEHIND_A_CHANNEL}{told.get('ts')}"
        try:
            is_kept = await self._accounts.keep_upload(account, posted, until)
        except StoreError:
            is_kept = False
        if not is_kept:
            await self.delete(posted)
        return posted if is_kept else ""

    async def send_file(
        self,
        account: Address,
        name: str,
        content: bytes,
        told: str = "",
        until: datetime | None = None,
    ) -> str:
        """Put a file into their own direct message; its name at Slack is kept (F68).

        Args:
            account: whose.
            name: of the file.
            content: of the file.
            told: what a picture says, for whoever cannot see it.
            until: when it goes, of what shows others; see ``Accounts.keep_upload``.

        Returns:
            Its name at Slack; empty if it was not sent, to somebody whom we do not know.

        Raises:
            DeliveryError: it is not there, or nobody knows.
        """
        wanted = {"filename": name, "length": len(content)}
        place = await self._slack.call("files.getUploadURLExternal", wanted)
        file = str(place.get("file_id", ""))
        await self._slack.upload(str(place.get("upload_url", "")), content)
        if not await self._accounts.keep_upload(account, file, until):
            return ""  # forgotten meanwhile: what nobody was sent, Slack drops by itself
        await self._slack.call(
            "files.completeUploadExternal",
            {
                "files": [{"id": file, "title": clipped(told or name, LONGEST_TITLE)}],
                "channel_id": await self.channel(account),
            },
        )
        return file
