"""Routes that answer interactions: the callback, then the webhook of its token."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.discord.arriving import Request
from tests.fakes.discord.checking import check_modal
from tests.fakes.discord.composing import Composing
from tests.fakes.discord.models import IS_EPHEMERAL, IS_LOADING, Interaction, Json, Posted
from tests.fakes.discord.refused import Refused
from tests.fakes.discord.routes import Handler
from tests.fakes.discord.telling import of_message, of_user
from tests.fakes.discord.world import US, World

DEADLINE = 3.0
"""Seconds in which an interaction must be answered."""

TOKEN_SECONDS = 15 * 60.0
"""Seconds in which the answer can be changed, and more can be said."""

MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL = 4, 5, 6, 7, 9
A_COMMAND, A_COMPONENT, A_MODAL = 2, 3, 5
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"


class Interacting:
    """What is answered to people.

    Args:
        world: where they are.
        composing: makes the messages.
        answered: is told of each interaction that was answered.
    """

    def __init__(
        self, world: World, composing: Composing, answered: Callable[[Interaction], None]
    ) -> None:
        self.deadline = DEADLINE
        self._world = world
        self._composing = composing
        self._answered = answered

    def routes(self) -> Mapping[str, Handler]:
        """What is answered here."""
        return {
            f"POST {CALLBACK}": self._respond,
            f"POST {WEBHOOK}": self._say_more,
            f"GET {WEBHOOK}/messages/@original": lambda one: self._told(self._original(one)),
            f"PATCH {WEBHOOK}/messages/@original": lambda one: self._fill(
                one, self._original(one)
            ),
            f"DELETE {WEBHOOK}/messages/@original": lambda one: self._world.remove(
                self._original(one)
            ),
            f"GET {WEBHOOK}/messages/{{message_id}}": lambda one: self._told(self._found(one)),
            f"PATCH {WEBHOOK}/messages/{{message_id}}": lambda one: self._fill(
                one, self._found(one)
            ),
            f"DELETE {WEBHOOK}/messages/{{message_id}}": lambda one: self._world.remove(
                self._found(one)
            ),
        }

    def _respond(self, request: Request) -> Json | None:
        """The first answer; there is one, and it comes soon."""
        interaction = self._world.interactions.get(request.names["interaction_token"])
        if interaction is None or interaction.id != request.names["interaction_id"]:
            raise Refused(10062)
        if interaction.response is not None:
            raise Refused(40060)
        if self._world.watch.seconds() - interaction.at > self.deadline:
            raise Refused(10062)
        kind, message = request.fields.get("type"), request.fields.get("data") or {}
        self._do(request, interaction, kind, message)
        interaction.response = request.fields
        self._answered(interaction)
        if request.query.get("with_response") not in ("1", "true", "True"):
            return None
        return self._told_of_answer(interaction, int(request.fields["type"]))

    def _do(self, request: Request, interaction: Interaction, kind: Any, message: Json) -> None:
        match kind:
            case 4:
                self._say(request, interaction, message)
            case 5:
                seen_by = _seen_by(interaction, message)
                promised = self._composing.promise(
                    interaction.channel, seen_by, _metadata(self._world, interaction)
                )
                _own(interaction, promised)
            case 6 | 7 if interaction.kind == A_COMMAND or interaction.message is None:
                raise Refused(50035, type="Interaction response is not allowed here")
            case 6:
                interaction.original = interaction.message
            case 7:
                self._update(request, interaction, message)
            case 9 if interaction.kind != A_MODAL:
                check_modal(message)
                opened = message | {"interaction": interaction}
                self._world.windows[interaction.user] = opened
            case _:
                raise Refused(50035, type="Value of field 'type' is not allowed here")

    def _update(self, request: Request, interaction: Interaction, message: Json) -> None:
        shown = interaction.message
        assert shown is not None
        if not self._stands(shown):
            raise Refused(10008)
        interaction.original = self._composing.change(request, message, shown)

    def _say(self, request: Request, interaction: Interaction, message: Json) -> Posted:
        posted = self._composing.post(
            request,
            message,
            interaction.channel,
            seen_by=_seen_by(interaction, message),
            metadata=_metadata(self._world, interaction),
        )
        _own(interaction, posted)
        return posted

    def _say_more(self, request: Request) -> Json:
        """A follow-up; the first one after a promise takes its place."""
        interaction = self._of_token(request)
        promised = interaction.original
        if promised is not None and promised.is_loading and promised is not interaction.message:
            return self._fill(request, promised)
        return self._told(self._say(request, interaction, request.fields))

    def _fill(self, request: Request, posted: Posted) -> Json:
        return self._told(self._composing.change(request, request.fields, posted))

    def _of_token(self, request: Request) -> Interaction:
        """The interaction of a webhook's token, if it lives and was answered."""
        interaction = self._world.interactions.get(request.names["webhook_token"])
        if request.names["webhook_id"] != US:
            raise Refused(10015)
        if interaction is None or self._world.watch.seconds() - interaction.at > TOKEN_SECONDS:
            raise Refused(50027)
        if interaction.response is None:
            raise Refused(10015)
        return interaction

    def _original(self, request: Request) -> Posted:
        original = self._of_token(request).original
        if original is None or not self._stands(original):
            raise Refused(10008)
        return original

    def _found(self, request: Request) -> Posted:
        """A message that an interaction may change: its own ones, and where it happened."""
        interaction = self._of_token(request)
        name = request.names["message_id"]
        mine = [*interaction.posted, interaction.message]
        for posted in mine:
            if posted is not None and posted.id == name and self._stands(posted):
                return posted
        raise Refused(10008)

    def _stands(self, posted: Posted) -> bool:
        return self._world.channels[posted.channel].stands(posted)

    def _told(self, posted: Posted) -> Json:
        return of_message(self._world, posted)

    def _told_of_answer(self, interaction: Interaction, kind: int) -> Json:
        told: Json = {"id": interaction.id, "type": interaction.kind}
        original = interaction.original
        if original is None:
            return {"interaction": told}
        told |= {
            "response_message_id": original.id,
            "response_message_loading": bool(original.flags & IS_LOADING),
            "response_message_ephemeral": bool(original.flags & IS_EPHEMERAL),
            "channel_id": original.channel,
        }
        if kind not in (MESSAGE, UPDATE):
            return {"interaction": told}
        return {
            "interaction": told,
            "resource": {"type": kind, "message": self._told(original)},
        }


def _seen_by(interaction: Interaction, message: Mapping[str, Any]) -> str:
    is_ephemeral = int(message.get("flags") or 0) & IS_EPHEMERAL
    return interaction.user if is_ephemeral else ""


def _own(interaction: Interaction, posted: Posted) -> None:
    interaction.posted.append(posted)
    posted.asked_by = posted.asked_by or interaction.id
    if interaction.original is None:
        interaction.original = posted


def _metadata(world: World, interaction: Interaction) -> Json:
    """Which interaction made a message, as Discord tells it."""
    told: Json = {
        "id": interaction.id,
        "type": interaction.kind,
        "user": of_user(world.users[interaction.user]),
        "authorizing_integration_owners": interaction.payload.get(
            "authorizing_integration_owners", {}
        ),
    }
    on = interaction.message.id if interaction.message else interaction.id
    if interaction.kind == A_COMPONENT:
        told["interacted_message_id"] = on
    elif interaction.kind == A_MODAL:
        why = {**told, "id": on, "type": A_COMPONENT, "interacted_message_id": on}
        told["triggering_interaction_metadata"] = why
    return told
