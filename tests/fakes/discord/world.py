"""All that stands in Discord: people, guilds, channels, messages, interactions, commands."""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from tests.fakes.discord.models import (
    DIRECT,
    GROUP,
    IN_GUILD,
    MANAGE_ROLES,
    SEND,
    VIEW,
    Channel,
    Guild,
    Interaction,
    Json,
    Member,
    Posted,
    Role,
    User,
)
from tests.fakes.discord.watch import Watch

US = "1000000000000000001"
"""We, as an application and as a user."""

MOST_REMEMBERED = 20_000
"""So many interactions are known at once; the oldest are forgotten."""

SAME_NONCE = timedelta(minutes=5)
"""So long does the nonce of a message keep another one from being posted."""


@dataclass(slots=True)
class World:
    """One Discord.

    Attributes:
        users: by id.
        guilds: those that exist, by id, whether we are there or not.
        channels: of all kinds, by id.
        commands: what we registered, in order.
        interactions: by token.
        contents: what is in files, by the id of the attachment.
        closed: ids of people who take no direct messages from us.
        refused: by the id of a person, the code with which their every message is refused.
        posted: how often a message of each nonce was posted as a new one.
        accepted: how often one was accepted, as a new one or as the one that stands already.
        deleted: messages that stand no more, in that order.
        windows: by the id of a person, the modal that stands open for them.
        noticed: is told of each message that was posted, changed or deleted.
    """

    watch: Watch = field(default_factory=Watch)
    users: dict[str, User] = field(default_factory=dict)
    guilds: dict[str, Guild] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    commands: list[Json] = field(default_factory=list)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    refused: dict[str, int] = field(default_factory=dict)
    posted: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    deleted: list[Posted] = field(default_factory=list)
    windows: dict[str, Json] = field(default_factory=dict)
    noticed: Callable[[str, Posted], None] | None = None
    _nonces: dict[tuple[str, str], Posted] = field(default_factory=dict)
    _direct: dict[str, Channel] = field(default_factory=dict)
    _groups: list[Channel] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.users[US] = User(US, "WhichRole", is_app=True, locale="en-US")

    @property
    def doubled(self) -> dict[str, int]:
        """Nonces of which more than one message was posted, and how many were."""
        return {nonce: many for nonce, many in self.posted.items() if many > 1}

    def add_user(self, name: str, locale: str = "de") -> User:
        """Somebody new."""
        user = User(self.watch.snowflake(), name, locale=locale)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *, has_us: bool = True) -> Guild:
        """A new guild with one channel of the same name, and a role for us if we are there."""
        owner = self.add_user(f"owner of {name}")
        guild = Guild(self.watch.snowflake(), name, owner.id, has_us=has_us)
        guild.roles[guild.id] = Role(guild.id, "@everyone", 0, VIEW | SEND)
        self.guilds[guild.id] = guild
        self.join(guild, owner)
        if has_us:
            role = self.add_role(guild, "WhichRole", 10, MANAGE_ROLES | VIEW | SEND)
            role.is_managed = True
            self.join(guild, self.users[US], role)
        channel = Channel(self.watch.snowflake(), IN_GUILD, name.lower(), guild.id)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return guild

    def add_role(self, guild: Guild, name: str, position: int, permissions: int = 0) -> Role:
        """A new role of a guild."""
        role = Role(self.watch.snowflake(), name, position, permissions)
        guild.roles[role.id] = role
        return role

    def join(self, guild: Guild, user: User, *roles: Role) -> Member:
        """Somebody is in a guild from now on, with these roles."""
        member = Member(user, self.watch.now(), [one.id for one in roles])
        guild.members[user.id] = member
        return member

    def direct(self, user: str) -> Channel:
        """The direct message of somebody with us."""
        if user not in self._direct:
            channel = Channel(self.watch.snowflake(), DIRECT, people=(user,))
            self._direct[user] = self.channels[channel.id] = channel
        return self._direct[user]

    def group(self, *people: str) -> Channel:
        """A new channel that people have without us."""
        channel = Channel(self.watch.snowflake(), GROUP, "a few", people=people)
        self._groups.append(channel)
        self.channels[channel.id] = channel
        return channel

    def channels_of(self, user: str) -> list[Channel]:
        """All channels that somebody sees."""
        found = [
            channel
            for guild in self.guilds.values()
            if user in guild.members
            for channel in guild.channels.values()
        ]
        found += [one for one in self._groups if user in one.people]
        return [*found, self.direct(user)]

    def forget(self, user: str) -> None:
        """Nothing of this person will be asked for; what only they saw is gone."""
        channel = self.direct(user)
        del self._direct[user], self.channels[channel.id]
        for one in self.channels.values():
            one.whispers.pop(user, None)
        for guild in self.guilds.values():
            guild.members.pop(user, None)
        del self.users[user]

    def same(self, by: str, nonce: object) -> Posted | None:
        """The message that was posted with this nonce a short while ago, or None."""
        known = self._nonces.get((by, str(nonce)))
        if known is None or self.watch.now() - known.at > SAME_NONCE:
            return None
        self.accepted[str(nonce)] += 1
        return known

    def post(self, posted: Posted) -> Posted:
        """A new message; the same."""
        self.channels[posted.channel].add(posted)
        if posted.nonce is not None:
            self._nonces[posted.by, str(posted.nonce)] = posted
            self.posted[str(posted.nonce)] += 1
            self.accepted[str(posted.nonce)] += 1
        self._notice("MESSAGE_CREATE", posted)
        return posted

    def changed(self, posted: Posted) -> None:
        """Something else stands in it now."""
        posted.edits += 1
        posted.edited_at = self.watch.now()
        self._notice("MESSAGE_UPDATE", posted)

    def remove(self, posted: Posted) -> None:
        """It stands no more."""
        self.channels[posted.channel].remove(posted)
        self.deleted.append(posted)
        self._notice("MESSAGE_DELETE", posted)

    def interact(
        self, kind: int, user: str, channel: str, message: Posted | None = None
    ) -> Interaction:
        """Somebody does something that we are to answer."""
        interaction = Interaction(
            self.watch.snowflake(),
            f"token-{secrets.token_urlsafe(24)}",
            kind,
            user,
            channel,
            self.watch.seconds(),
            message,
        )
        self.interactions[interaction.token] = interaction
        if len(self.interactions) > MOST_REMEMBERED:
            del self.interactions[next(iter(self.interactions))]
        return interaction

    def _notice(self, what: str, posted: Posted) -> None:
        if self.noticed is not None:
            self.noticed(what, posted)
