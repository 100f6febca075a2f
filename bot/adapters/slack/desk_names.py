"""What people at the desk are called, as Slack tells it."""

from dataclasses import replace

from bot.adapters.slack.desk_inbound import Deed
from bot.adapters.slack.roster import SlackRoster
from bot.ports.accounts import Accounts
from bot.ports.mentoring import Caller
from bot.usecases.mentors.asking import Act, Asked, Named, makes_known


class Names:
    """Finds it out.

    Args:
        roster: what people are called.
        accounts: what those are called whom we know.
    """

    def __init__(self, roster: SlackRoster, accounts: Accounts) -> None:
        self._roster = roster
        self._accounts = accounts

    async def caller(self, deed: Deed) -> Caller:
        """Whoever acts, with their name.

        Raises:
            StoreError: the database cannot serve.
        """
        profile = await self._accounts.profile(deed.account)
        name = profile.name if profile is not None else ""
        name = name or await self._roster.name(deed.account) or deed.handle
        return Caller(deed.account, name, deed.here)

    async def in_act(self, act: Act) -> Act:
        """An act with the names of whom it names, which others will know them by.

        Whoever asks about somebody of their own names nobody to anybody: whom Slack knows, and
        how fast it tells, must not show in how that is answered (F64).
        """
        if not isinstance(act, Asked) or not makes_known(act):
            return act
        person, other = [
            None if one is None else replace(one, name=await self._called(one))
            for one in (act.person, act.other)
        ]
        return replace(act, person=person, other=other)

    async def _called(self, one: Named) -> str:
        return await self._roster.name(one.account) or one.name
