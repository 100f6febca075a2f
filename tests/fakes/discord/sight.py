"""What somebody in Discord sees."""

from tests.fakes.discord.models import Json, Posted, User
from tests.fakes.discord.seen import labels
from tests.fakes.discord.world import US, World


class Sight:
    """What one person sees: messages, and the modal that stands open.

    Args:
        user: who.
        world: where they are.
    """

    def __init__(self, user: User, world: World) -> None:
        self.id = self.user = user.id
        self.name = user.name
        self._world = world

    @property
    def channel(self) -> str:
        """The id of their direct message with us."""
        return self._world.direct(self.id).id

    @property
    def dm(self) -> list[Posted]:
        """Everything in their direct message, oldest first."""
        channel = self._world.direct(self.id)
        found = [*channel.messages.values(), *channel.whispered(self.id)]
        return sorted(found, key=lambda one: int(one.id))

    @property
    def cards(self) -> list[Posted]:
        """What we said there that stays, oldest first."""
        return [one for one in self.dm if one.by == US and not one.seen_by]

    @property
    def live(self) -> list[Posted]:
        """Of these, cards with something to press or to pick."""
        return [one for one in self.cards if labels(one)]

    @property
    def newest_card(self) -> Posted:
        """The last that we said in their direct message."""
        return self.cards[-1]

    @property
    def ephemeral(self) -> list[Posted]:
        """What only they see, wherever it is, oldest first."""
        return [one for one in self.everything if one.seen_by]

    @property
    def heard(self) -> list[Posted]:
        """All that we said where they see it, oldest first."""
        return [one for one in self.everything if one.by == US]

    @property
    def deleted(self) -> list[Posted]:
        """What stood in their direct message and was taken away, in that order."""
        return [one for one in self._world.deleted if one.channel == self.channel]

    @property
    def everything(self) -> list[Posted]:
        """All that stands where they see it, oldest first."""
        found = [
            one
            for channel in self._world.channels_of(self.id)
            for one in (*channel.messages.values(), *channel.whispered(self.id))
        ]
        return sorted(found, key=lambda one: int(one.id))

    @property
    def window(self) -> Json:
        """The modal that stands open for them, or nothing."""
        return self._world.windows.get(self.id, {})

    def whispers(self, channel: str) -> list[Posted]:
        """What only they see in a channel."""
        return [one for one in self.ephemeral if one.channel == channel]

    def files(self, posted: Posted) -> dict[str, bytes]:
        """The files of a message, by their names."""
        return {one["filename"]: self._world.contents[one["id"]] for one in posted.attachments}
