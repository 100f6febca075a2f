"""What people ask of us, as the gateway tells it."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.fakes.discord.models import DIRECT, IN_GUILD, Guild, Interaction, Json, User
from tests.fakes.discord.telling import of_channel, of_member, of_message, of_user
from tests.fakes.discord.world import US, World

ATTACHMENT_LIMIT = 10 * 2**20
STRING, INTEGER, BOOLEAN, USER = 3, 4, 5, 6


def of_interaction(world: World, interaction: Interaction, more: Json) -> Json:
    """A command, a click or a modal.

    Args:
        world: where it happens.
        interaction: what happened.
        more: what stands under ``data``.
    """
    user, channel = world.users[interaction.user], world.channels[interaction.channel]
    guild = world.guilds.get(channel.guild)
    told: Json = {
        "id": interaction.id, "application_id": US, "type": interaction.kind,
        "token": interaction.token, "version": 1, "locale": user.locale, "data": more,
        "channel_id": channel.id, "entitlements": [], "entitlement_sku_ids": [],
        "channel": of_channel(channel, [world.users[one] for one in channel.people]),
        "attachment_size_limit": ATTACHMENT_LIMIT, "app_permissions": str(1 << 31),
        "authorizing_integration_owners": _owners(user, guild),
        "context": _context(channel.kind),
    }  # fmt: skip
    if channel.kind == IN_GUILD and guild is not None:
        told |= _in_guild(guild, user)
    else:
        told["user"] = of_user(user)
    if interaction.message is not None:
        told["message"] = of_message(world, interaction.message)
    interaction.payload = told
    return told


def of_command(
    world: World, command: Json, options: Mapping[str, Any], guild: Guild | None
) -> Json:
    """What a command carries.

    Args:
        world: where it is run.
        command: as it is registered.
        options: by name, what was given; a person by their id.
        guild: where it is run, if it is a guild.
    """
    told: Json = {"id": command["id"], "name": command["name"], "type": command["type"]}
    kinds = {one["name"]: one["type"] for one in command["options"]}
    given = [
        {"name": name, "type": kinds[name], "value": value} for name, value in options.items()
    ]
    if given:
        told["options"] = given
    people = [world.users[one["value"]] for one in given if one["type"] == USER]
    if people:
        told["resolved"] = _resolved(people, guild)
    return told


def of_words(world: World, posted: Any, *, is_read: bool) -> Json:
    """Words that somebody wrote; where we may not read them, there are none."""
    told = of_message(world, posted)
    channel = world.channels[posted.channel]
    told["channel_type"] = channel.kind
    if channel.kind == IN_GUILD:
        guild = world.guilds[channel.guild]
        told["guild_id"] = guild.id
        if posted.by in guild.members:
            member = of_member(guild.members[posted.by])
            told["member"] = {one: member[one] for one in member if one != "user"}
    if channel.kind != DIRECT and not is_read:
        told |= {"content": "", "components": [], "embeds": [], "attachments": []}
    return told


def _in_guild(guild: Guild, user: User) -> Json:
    member = of_member(guild.members[user.id])
    member["permissions"] = str(guild.permissions_of(user.id))
    told: Json = {
        "guild_id": guild.id, "guild_locale": "de", "member": member,
        "guild": {"id": guild.id, "locale": "de", "features": []},
    }  # fmt: skip
    if guild.has_us:
        told["app_permissions"] = str(guild.permissions_of(US))
    return told


def _owners(user: User, guild: Guild | None) -> Json:
    owners = {"1": user.id} if user.has_installed else {}
    if guild is not None and guild.has_us:
        owners["0"] = guild.id
    return owners or {"0": "0"}


def _context(kind: int) -> int:
    """0 in a guild, 1 in a direct message with us, 2 where people are without us."""
    return {IN_GUILD: 0, DIRECT: 1}.get(kind, 2)


def _resolved(people: Sequence[User], guild: Guild | None) -> Json:
    told: Json = {"users": {one.id: of_user(one) for one in people}}
    if guild is not None:
        members = {}
        for one in people:
            if one.id in guild.members:
                member = of_member(guild.members[one.id])
                del member["user"], member["mute"], member["deaf"]
                members[one.id] = member | {"permissions": str(guild.permissions_of(one.id))}
        told["members"] = members
    return told
