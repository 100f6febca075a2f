"""What becomes of guilds, people and roles, and who is told of it."""

from collections.abc import Callable, Iterator

from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.models import MANAGE_ROLES, SEND, VIEW, Guild, Json, Posted, Role, User
from tests.fakes.discord.opcodes import DIRECT_MESSAGES, GUILD_MEMBERS, GUILD_MESSAGES, GUILDS
from tests.fakes.discord.telling import of_arrival, of_member, of_message, of_role, of_user
from tests.fakes.discord.world import US, World

VERSION = 10


class Happening:
    """Changes the world, and tells the gateway.

    Args:
        world: what changes.
        gateway: is told.
        address: gives the address of the gateway.
    """

    def __init__(self, world: World, gateway: Gateway, address: Callable[[], str]) -> None:
        self._world = world
        self._gateway = gateway
        self._address = address
        world.noticed = self._notice

    def greeting(self, session: str) -> Iterator[tuple[str, Json]]:
        """What a new session is told: who we are, then each of our guilds."""
        ours = [one for one in self._world.guilds.values() if one.has_us]
        user = of_user(self._world.users[US]) | {"mfa_enabled": True, "verified": True}
        yield "READY", {
            "v": VERSION, "user": user | {"email": None}, "session_id": session,
            "resume_gateway_url": self._address(), "application": {"id": US, "flags": 0},
            "guilds": [{"id": one.id, "unavailable": True} for one in ours],
            "session_type": "normal", "relationships": [], "private_channels": [],
            "presences": [], "shard": [0, 1], "user_settings": {}, "_trace": [],
        }  # fmt: skip
        for guild in ours:
            if guild.is_available:
                yield "GUILD_CREATE", of_arrival(guild, unavailable=False)

    def guild_adds_us(self, guild: Guild) -> None:
        """Somebody adds us to a guild, with the permissions that we asked for."""
        guild.has_us = True
        role = self._world.add_role(guild, "WhichRole", 10, MANAGE_ROLES | VIEW | SEND)
        role.is_managed = True
        self._world.join(guild, self._world.users[US], role)
        self._gateway.dispatch("GUILD_CREATE", of_arrival(guild), GUILDS)

    def guild_removes_us(self, guild: Guild) -> None:
        """Somebody throws us out, or the guild is gone."""
        guild.has_us = False
        for role in guild.members.pop(US).roles:
            if guild.roles[role].is_managed:
                del guild.roles[role]
        self._gateway.dispatch("GUILD_DELETE", {"id": guild.id}, GUILDS)

    def guild_is_gone_for_a_while(self, guild: Guild) -> None:
        """Discord has an outage there."""
        guild.is_available = False
        self._gateway.dispatch("GUILD_DELETE", {"id": guild.id, "unavailable": True}, GUILDS)

    def guild_is_back(self, guild: Guild) -> None:
        """The outage is over."""
        guild.is_available = True
        self._gateway.dispatch("GUILD_CREATE", of_arrival(guild, unavailable=False), GUILDS)

    def leaves(self, guild: Guild, user: str) -> None:
        """Somebody leaves; only whoever has that privilege is told."""
        member = guild.members.pop(user)
        told = {"guild_id": guild.id, "user": of_user(member.user)}
        self._gateway.dispatch("GUILD_MEMBER_REMOVE", told, GUILD_MEMBERS)

    def joins(self, guild: Guild, user: User) -> None:
        """Somebody comes; only whoever has that privilege is told."""
        member = self._world.join(guild, user)
        told = of_member(member) | {"guild_id": guild.id}
        self._gateway.dispatch("GUILD_MEMBER_ADD", told, GUILD_MEMBERS)

    def gets(self, guild: Guild, user: str, *roles: Role) -> None:
        """From now on somebody has these roles, and no others."""
        member = guild.members[user]
        member.roles = [one.id for one in roles]
        told = of_member(member) | {"guild_id": guild.id}
        self._gateway.dispatch("GUILD_MEMBER_UPDATE", told, 0 if user == US else GUILD_MEMBERS)

    def adds_role(self, guild: Guild, name: str, position: int, permissions: int = 0) -> Role:
        """A new role."""
        role = self._world.add_role(guild, name, position, permissions)
        told = {"guild_id": guild.id, "role": of_role(role)}
        self._gateway.dispatch("GUILD_ROLE_CREATE", told, GUILDS)
        return role

    def changes_role(
        self,
        guild: Guild,
        role: Role,
        *,
        position: int | None = None,
        permissions: int | None = None,
    ) -> None:
        """A role stands elsewhere, or allows something else."""
        role.position = role.position if position is None else position
        role.permissions = role.permissions if permissions is None else permissions
        told = {"guild_id": guild.id, "role": of_role(role)}
        self._gateway.dispatch("GUILD_ROLE_UPDATE", told, GUILDS)

    def deletes_role(self, guild: Guild, role: Role) -> None:
        """A role is gone, also for those who had it."""
        del guild.roles[role.id]
        for member in guild.members.values():
            if role.id in member.roles:
                member.roles.remove(role.id)
        told = {"guild_id": guild.id, "role_id": role.id}
        self._gateway.dispatch("GUILD_ROLE_DELETE", told, GUILDS)

    def _notice(self, what: str, posted: Posted) -> None:
        """A message of ours: we are told of it, as of anybody's."""
        channel = self._world.channels[posted.channel]
        # Discord takes ephemeral messages for direct ones: discord/discord-api-docs#4557.
        is_in_guild = bool(channel.guild and not posted.seen_by)
        intent = GUILD_MESSAGES if is_in_guild else DIRECT_MESSAGES
        if what == "MESSAGE_DELETE":
            told: Json = {"id": posted.id, "channel_id": posted.channel}
        else:
            told = of_message(self._world, posted)
            told["channel_type"] = channel.kind
        if is_in_guild:
            told["guild_id"] = channel.guild
        self._gateway.dispatch(what, told, intent)
