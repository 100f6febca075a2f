"""Communities that let us in, and no longer do."""

from typing import Protocol


class Communities(Protocol):
    """Workspaces and guilds."""

    async def arrive(self, platform: str, workspace: str) -> None:
        """A community lets us in (again): nothing of its people ends for its absence (F33)."""
        ...

    async def leave(self, platform: str, workspace: str) -> None:
        """A community has put us out: what waits for it ends, and its people go after a while.

        However often and in whatever order it is told, the first time counts (F32).
        """
        ...
