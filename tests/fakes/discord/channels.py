"""Routes of channels and of the messages in them."""

from collections.abc import Mapping

from tests.fakes.discord.arriving import Request
from tests.fakes.discord.composing import Composing
from tests.fakes.discord.models import DIRECT, GROUP, SEND, VIEW, Channel, Json, Posted
from tests.fakes.discord.refused import Refused
from tests.fakes.discord.routes import Handler
from tests.fakes.discord.telling import of_channel, of_message
from tests.fakes.discord.world import US, World

MOST_AT_ONCE, USUAL_PAGE = 100, 50
ONE = "/channels/{channel_id}/messages/{message_id}"


class Channels:
    """Channels, and what is said in them."""

    def __init__(self, world: World, composing: Composing) -> None:
        self._world = world
        self._composing = composing

    def routes(self) -> Mapping[str, Handler]:
        """What is answered here."""
        return {
            "POST /users/@me/channels": self._open,
            "GET /channels/{channel_id}": self._channel,
            "POST /channels/{channel_id}/typing": self._type,
            "GET /channels/{channel_id}/messages": self._list,
            "POST /channels/{channel_id}/messages": self._post,
            f"GET {ONE}": lambda request: of_message(self._world, self._found(request)),
            f"PATCH {ONE}": self._change,
            f"DELETE {ONE}": self._delete,
        }

    def _open(self, request: Request) -> Json:
        user = str(request.fields.get("recipient_id"))
        if user not in self._world.users or user == US:
            raise Refused(50033)
        return self._told(self._world.direct(user))

    def _channel(self, request: Request) -> Json:
        return self._told(self._seen(request))

    def _type(self, request: Request) -> None:
        self._check_may_post(self._seen(request))

    def _list(self, request: Request) -> list[Json]:
        """Newest first; of ephemeral ones nobody is told."""
        channel = self._seen(request)
        asked = request.query
        limit = int(asked.get("limit", USUAL_PAGE))
        if not 0 < limit <= MOST_AT_ONCE:
            raise Refused(50035, limit="Must be between 1 and 100.")
        before, after = int(asked.get("before", 1 << 63)), int(asked.get("after", 0))
        found = [one for one in channel.messages.values() if after < int(one.id) < before]
        found.sort(key=lambda one: int(one.id), reverse="after" not in asked)
        page = sorted(found[:limit], key=lambda one: int(one.id), reverse=True)
        return [of_message(self._world, one) for one in page]

    def _post(self, request: Request) -> Json:
        channel = self._seen(request)
        self._check_may_post(channel)
        posted = self._composing.post(request, request.fields, channel.id)
        return of_message(self._world, posted)

    def _change(self, request: Request) -> Json:
        posted = self._found(request)
        if posted.by != US:
            raise Refused(50005)
        self._check_takes_us(self._seen(request))
        changed = self._composing.change(request, request.fields, posted)
        return of_message(self._world, changed)

    def _delete(self, request: Request) -> None:
        posted = self._found(request)
        if posted.by != US:
            raise Refused(50013)
        self._world.remove(posted)

    def _seen(self, request: Request) -> Channel:
        """The channel of a request, if we see it."""
        channel = self._world.channels.get(request.names["channel_id"])
        if channel is None:
            raise Refused(10003)
        if channel.kind == GROUP:
            raise Refused(50001)
        guild = self._world.guilds.get(channel.guild)
        if guild is not None and not (guild.has_us and guild.permissions_of(US) & VIEW):
            raise Refused(50001)
        return channel

    def _found(self, request: Request) -> Posted:
        """The message of a request; through a channel, nobody finds an ephemeral one."""
        posted = self._seen(request).messages.get(request.names["message_id"])
        if posted is None:
            raise Refused(10008)
        return posted

    def _check_may_post(self, channel: Channel) -> None:
        self._check_takes_us(channel)
        guild = self._world.guilds.get(channel.guild)
        if guild is not None and not guild.permissions_of(US) & SEND:
            raise Refused(50013)

    def _check_takes_us(self, channel: Channel) -> None:
        """Whether somebody takes what we say to them."""
        if channel.kind != DIRECT:
            return
        (user,) = channel.people
        if user in self._world.refused:
            raise Refused(self._world.refused[user])
        if user in self._world.closed:
            raise Refused(50007)

    def _told(self, channel: Channel) -> Json:
        return of_channel(channel, [self._world.users[one] for one in channel.people])
