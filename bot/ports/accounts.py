"""What a platform tells of an account beside its conversation, and what we left there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.ports.inbound import Address

ONLY_THEY = "hidden"
"""Begins the name of a living card that only one person sees, and that nobody but an answer to
them can change; it stands in no direct message."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the platform told of an account.

    Attributes:
        time_zone: an IANA name, or None where it told none that we know.
        locale: a language such as ``en-GB``, or None.
        learned_at: when it told; aware.
        name: what they are called there, or empty.
    """

    time_zone: str | None
    locale: str | None
    learned_at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """What stands on a platform of somebody whom we have just forgotten, files aside.

    Attributes:
        account: through which they spoke.
        living_card: the platform's name of the message in which their card stands, or None.
    """

    account: Address
    living_card: str | None = None


class Accounts(Protocol):
    """Accounts of people who have spoken with us; of others nothing is kept or told."""

    async def living_card(self, account: Address) -> str | None:
        """The platform's name of the message in which their card stands, if there is one."""
        ...

    async def profile(self, account: Address) -> Profile | None:
        """What the platform told of them, if it was ever asked."""
        ...

    async def learn(
        self,
        account: Address,
        time_zone: str | None,
        locale: str | None,
        name: str = "",
        seen_in: str = "",
    ) -> None:
        """Keep what the platform tells of them, in the place of what it told before.

        A name that it does not tell this time stays as it was: others know them by it. So does
        the community that they were ``seen_in`` last, where accounts belong to none.
        """
        ...

    async def keep_upload(
        self, account: Address, file: str, until: datetime | None = None
    ) -> bool:
        """Keep the platform's name of a file for them, so that it can be deleted (F68).

        Args:
            account: whose.
            file: its name there.
            until: when it goes, of what shows others; at once, when one of their mentees shares
                less, parts, is linked or forgotten, or they are a mentor no more (F63). None
                for what is theirs.

        Returns:
            Whether they are still known; else it is not to be sent.
        """
        ...


class Leftovers(Protocol):
    """Files that are to go, until they are deleted on their platform.

    They are of people whom we know no more, or show others and have been there long enough.
    """

    async def leftovers(self, platform: str, workspace: str) -> Sequence[str]:
        """The platform's names of those whose time has come, oldest first."""
        ...

    async def cleared(self, platform: str, workspace: str, file: str) -> None:
        """One of them is gone."""
        ...
