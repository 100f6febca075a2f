"""Who is asked about weekly steps: whoever comes to the channel that an admin set (A25)."""

from bot.adapters.slack import inbound
from bot.adapters.slack.payloads import Payload, text_at
from bot.ports.administering import Administering, Setting
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.store import Store


class Joining:
    """Newcomers to the channels of one workspace.

    Args:
        settings: which channel it is.
        store: who has spoken with us.
        us: our own id there.
    """

    def __init__(self, settings: Administering, store: Store, us: str) -> None:
        self._settings = settings
        self._store = store
        self._us = us

    async def concerns(self, body: Payload, account: Address) -> bool:
        """Whether somebody came who is to be asked.

        Coming by oneself is a word to us. Whoever was brought by somebody else has said
        nothing: we write to them only if they have used us before (A11).

        Raises:
            StoreError: it cannot be found out now.
        """
        here = Community(account.platform, account.workspace)
        channel = (await self._settings.settings(here)).get(Setting.JOINING_CHANNEL)
        if channel is None or channel != text_at(body, "event", "channel"):
            return False
        if account.user == self._us:
            return False
        if inbound.inviter_of(body) in ("", account.user):
            return True
        return await self._store.conversation(account) is not None
