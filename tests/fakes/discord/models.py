"""What there is in Discord."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]

IS_EPHEMERAL, IS_LOADING, HAS_COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
"""Flags of messages."""

ADMINISTRATOR, MANAGE_GUILD, MANAGE_ROLES = 1 << 3, 1 << 5, 1 << 28
VIEW, SEND = 1 << 10, 1 << 11
"""Permissions."""

IN_GUILD, DIRECT, GROUP = 0, 1, 3
"""Kinds of channels."""


@dataclass(slots=True)
class User:
    """Somebody, or ourselves.

    Attributes:
        has_installed: our commands are theirs wherever they are.
        has_global_name: they have another name than the one with which they sign in.
    """

    id: str
    name: str
    is_app: bool = False
    locale: str = "de"
    has_installed: bool = False
    has_global_name: bool = True


@dataclass(slots=True)
class Role:
    """A role of a guild; the higher its position, the more it is."""

    id: str
    name: str
    position: int
    permissions: int = 0
    is_managed: bool = False


@dataclass(slots=True)
class Member:
    """A person in a guild, with ids of roles.

    Attributes:
        nick: what they are called there; None where they have no other name.
        is_pending: they have not accepted the rules yet.
        flags: of the membership.
    """

    user: User
    joined_at: datetime
    roles: list[str] = field(default_factory=list)
    nick: str | None = None
    is_pending: bool = False
    flags: int = 0


@dataclass(slots=True)
class Guild:
    """A server, as people call it.

    Attributes:
        roles: by id; the one whose id is the guild's own is everybody's.
        members: by the id of the person.
        has_us: we are in it.
        is_available: Discord has no outage there.
    """

    id: str
    name: str
    owner: str
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, "Channel"] = field(default_factory=dict)
    has_us: bool = True
    is_available: bool = True

    def permissions_of(self, user: str) -> int:
        """What somebody may do here, by their roles."""
        if user == self.owner:
            return (1 << 53) - 1
        held = self.roles[self.id].permissions
        for role in self._held(user):
            held |= role.permissions
        return (1 << 53) - 1 if held & ADMINISTRATOR else held

    def top_of(self, user: str) -> int:
        """The position of the highest role that somebody has."""
        return max((role.position for role in self._held(user)), default=0)

    def role(self, name: str) -> Role:
        """The role of this name."""
        return next(one for one in self.roles.values() if one.name == name)

    def _held(self, user: str) -> list[Role]:
        held = self.members[user].roles if user in self.members else []
        return [self.roles[one] for one in held if one in self.roles]


@dataclass(slots=True)
class Channel:
    """A channel of a guild, a direct message with us, or one that people have without us.

    Attributes:
        kind: one of ``IN_GUILD``, ``DIRECT``, ``GROUP``.
        guild: whose it is; empty elsewhere.
        people: ids of those whose direct message it is, ourselves not among them.
        messages: those that everybody there sees, by id.
        whispers: ephemeral ones, by the id of the only one who sees them.
    """

    id: str
    kind: int
    name: str = ""
    guild: str = ""
    people: tuple[str, ...] = ()
    messages: dict[str, "Posted"] = field(default_factory=dict)
    whispers: dict[str, dict[str, "Posted"]] = field(default_factory=dict)

    def add(self, posted: "Posted") -> None:
        """A message stands here from now on."""
        self._beside(posted)[posted.id] = posted

    def stands(self, posted: "Posted") -> bool:
        """Whether a message is still here."""
        return self._beside(posted).get(posted.id) is posted

    def remove(self, posted: "Posted") -> None:
        """A message stands here no more."""
        del self._beside(posted)[posted.id]

    def whispered(self, user: str) -> list["Posted"]:
        """What only this person sees here."""
        return list(self.whispers.get(user, {}).values())

    def _beside(self, posted: "Posted") -> dict[str, "Posted"]:
        """Where a message belongs."""
        if not posted.seen_by:
            return self.messages
        return self.whispers.setdefault(posted.seen_by, {})


@dataclass(slots=True)
class Posted:
    """A message.

    Attributes:
        content: classic text.
        components: with ids, as Discord tells them.
        by: the id of whoever posted it.
        seen_by: the only one who sees it; empty if it is no ephemeral one.
        edits: how often it was changed.
        metadata: which interaction made it, as Discord tells that.
        pings: whom it mentioned so that they were told.
        asked_by: the id of the interaction that made it.
    """

    id: str
    channel: str
    by: str
    at: datetime
    content: str = ""
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    seen_by: str = ""
    edited_at: datetime | None = None
    edits: int = 0
    metadata: Json | None = None
    pings: frozenset[str] = frozenset()
    asked_by: str = ""

    @property
    def is_loading(self) -> bool:
        """It was promised and is still to come."""
        return bool(self.flags & IS_LOADING)


@dataclass(slots=True)
class Interaction:
    """A command, a click, or a modal that was sent.

    Attributes:
        kind: 2 a command, 3 a component, 5 a modal.
        at: when, by the watch.
        message: on which it happened.
        response: what we answered, or None.
        original: the message that ``@original`` means.
        posted: all that we said in answer; these it may change.
        payload: as it was told.
    """

    id: str
    token: str
    kind: int
    user: str
    channel: str
    at: float
    message: Posted | None = None
    response: Json | None = None
    original: Posted | None = None
    posted: list[Posted] = field(default_factory=list)
    payload: Json = field(default_factory=dict)
