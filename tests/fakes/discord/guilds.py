"""Routes of guilds, their roles and their members."""

from collections.abc import Iterable, Mapping

from tests.fakes.discord.arriving import Request
from tests.fakes.discord.models import MANAGE_ROLES, Guild, Json, Member
from tests.fakes.discord.refused import Refused
from tests.fakes.discord.routes import Handler
from tests.fakes.discord.telling import of_channel, of_guild, of_member, of_role
from tests.fakes.discord.world import US, World

MEMBER = "/guilds/{guild_id}/members/{user_id}"


class Guilds:
    """Guilds of which we are part."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> Mapping[str, Handler]:
        """What is answered here."""
        return {
            "GET /users/@me/guilds": lambda _: self._ours(),
            "GET /guilds/{guild_id}": lambda request: of_guild(self._guild(request)),
            "GET /guilds/{guild_id}/roles": self._roles,
            "GET /guilds/{guild_id}/channels": self._channels,
            "GET /guilds/{guild_id}/members": self._members,
            f"GET {MEMBER}": lambda request: of_member(self._member(request)),
            f"PATCH {MEMBER}": self._change,
            "PATCH /guilds/{guild_id}/members/@me": self._change_ourselves,
            f"PUT {MEMBER}/roles/{{role_id}}": self._give,
            f"DELETE {MEMBER}/roles/{{role_id}}": self._take,
        }

    def _ours(self) -> list[Json]:
        return [
            {
                "id": one.id, "name": one.name, "icon": None, "banner": None, "owner": False,
                "permissions": str(one.permissions_of(US)), "features": [],
            }
            for one in self._world.guilds.values()
            if one.has_us
        ]  # fmt: skip

    def _roles(self, request: Request) -> list[Json]:
        return [of_role(one) for one in self._guild(request).roles.values()]

    def _channels(self, request: Request) -> list[Json]:
        return [of_channel(one) for one in self._guild(request).channels.values()]

    def _members(self, request: Request) -> list[Json]:
        """Nobody tells them to whoever has not asked for that privilege."""
        self._guild(request)
        raise Refused(50001)

    def _change(self, request: Request) -> Json:
        guild, member = self._guild(request), self._member(request)
        wanted = request.fields.get("roles")
        if wanted is None:
            raise Refused(50013)
        known = [one for one in wanted if one in guild.roles and one != guild.id]
        if len(known) < len(wanted):
            raise Refused(10011)
        self._check_may_change(guild, set(known) ^ set(member.roles))
        member.roles = list(dict.fromkeys(known))
        return of_member(member)

    def _change_ourselves(self, request: Request) -> Json:
        guild = self._guild(request)
        return of_member(guild.members[US]) | {"nick": request.fields.get("nick")}

    def _give(self, request: Request) -> None:
        member, role = self._member_and_role(request)
        if role not in member.roles:
            member.roles.append(role)

    def _take(self, request: Request) -> None:
        member, role = self._member_and_role(request)
        if role in member.roles:
            member.roles.remove(role)

    def _member_and_role(self, request: Request) -> tuple[Member, str]:
        guild, member = self._guild(request), self._member(request)
        role = request.names["role_id"]
        if role not in guild.roles:
            raise Refused(10011)
        self._check_may_change(guild, [role])
        return member, role

    @staticmethod
    def _check_may_change(guild: Guild, roles: Iterable[str]) -> None:
        """Whether we may give and take these roles: those below ours that nobody else runs."""
        if not guild.permissions_of(US) & MANAGE_ROLES:
            raise Refused(50013)
        top = guild.top_of(US)
        for role in roles:
            held = guild.roles.get(role)
            if held is None or held.position >= top or held.is_managed or role == guild.id:
                raise Refused(50013)

    def _guild(self, request: Request) -> Guild:
        guild = self._world.guilds.get(request.names["guild_id"])
        if guild is None:
            raise Refused(10004)
        if not guild.has_us:
            raise Refused(50001)
        return guild

    def _member(self, request: Request) -> Member:
        user = request.names["user_id"]
        if user not in self._world.users:
            raise Refused(10013)
        member = self._guild(request).members.get(user)
        if member is None:
            raise Refused(10007)
        return member
