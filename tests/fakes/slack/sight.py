"""What somebody in the workspace sees."""

from tests.fakes.slack.seen import elements
from tests.fakes.slack.workspace import US, Json, Posted, Workspace


class Sight:
    """What one person sees: messages, files, their Home, and the window that stands open."""

    def __init__(self, user: str, workspace: Workspace) -> None:
        self.user = user
        self.channel = f"D{user}"
        self._workspace = workspace

    @property
    def dm(self) -> list[Posted]:
        """Everything in their direct message, oldest first."""
        return [
            one
            for one in self._workspace.channels.get(self.channel, {}).values()
            if one.seen_by in ("", self.user)
        ]

    @property
    def cards(self) -> list[Posted]:
        """What we said there, oldest first."""
        return [one for one in self.dm if one.by == US and not one.seen_by]

    @property
    def live(self) -> list[Posted]:
        """Cards with something to press, oldest first."""
        return [one for one in self.cards if any(elements(one.blocks))]

    @property
    def newest_card(self) -> Posted:
        """The last that we said there."""
        return self.cards[-1]

    @property
    def deleted(self) -> list[Posted]:
        """What stood in their direct message and was taken away, in that order."""
        return list(self._workspace.deleted.get(self.channel, ()))

    @property
    def ephemeral(self) -> list[Posted]:
        """What only they see, wherever it is, oldest first."""
        return list(self._workspace.whispered.get(self.user, ()))

    @property
    def files(self) -> dict[str, bytes]:
        """Files in their direct message."""
        return {
            file: self._workspace.contents[file]
            for file, channel in self._workspace.files.items()
            if channel == self.channel
        }

    @property
    def home(self) -> Json:
        """Their Home tab, or nothing."""
        return self._workspace.homes.get(self.user, {})

    @property
    def window(self) -> Json:
        """The window that stands open for them, or nothing."""
        return self._workspace.windows.get(self.user, {})

    def whispers(self, channel: str) -> list[str]:
        """What only they were told in a channel."""
        return [one.text for one in self.ephemeral if one.channel == channel]
