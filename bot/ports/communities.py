"""Communities that let us in, and no longer do."""

from collections.abc import Collection, Mapping
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

    async def present(self, platform: str) -> Collection[str]:
        """Names of the communities of a platform that let us in."""
        ...

    async def roles(self, platform: str, workspace: str) -> Mapping[str, str]:
        """What stands for our roles there: the platform's names of its roles, by ours."""
        ...

    async def map_role(
        self, platform: str, workspace: str, role: str, stands_for: str | None
    ) -> None:
        """Let a role of theirs stand for one of ours from now on; None for none."""
        ...
