"""The weekly overviews of mentors."""

from datetime import datetime
from typing import Protocol


class Digests(Protocol):
    """Writes them; what they say is found out when they are sent."""

    async def order_digests(self, period: str, useful_until: datetime, most: int) -> int:
        """Write the overview of a period for mentors who want it and have not got it yet.

        One for each account, over all its communities: it tells of the mentees whose mentor
        this account is, and the list behind it opens for no other.

        Args:
            period: its name, ``2026-W53``.
            useful_until: after this nobody wants it any more; aware.
            most: so many at once.

        Returns:
            How many were written; none as soon as everybody has theirs.
        """
        ...
