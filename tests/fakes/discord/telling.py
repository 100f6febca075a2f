"""How Discord tells of people, guilds, channels and messages, with the keys of its spec."""

from typing import Any

from tests.fakes.discord.models import (
    DIRECT,
    IN_GUILD,
    Channel,
    Guild,
    Json,
    Member,
    Posted,
    Role,
    User,
)
from tests.fakes.discord.world import US, World


def of_user(user: User) -> Json:
    """A person, or ourselves."""
    return {
        "id": user.id, "username": user.name.lower().replace(" ", "_"), "avatar": None,
        "discriminator": "0", "public_flags": 0, "flags": 0, "bot": user.is_app,
        "global_name": user.name if user.has_global_name else None,
        "primary_guild": None, "banner": None, "accent_color": None,
    }  # fmt: skip


def of_application(world: World) -> Json:
    """Ourselves, as an application."""
    ours = of_user(world.users[US])
    return {
        "id": US, "name": "WhichRole", "icon": None, "description": "", "type": None,
        "bot": ours, "bot_public": True, "bot_require_code_grant": False,
        "verify_key": "0" * 64, "flags": 0, "flags_new": "0", "redirect_uris": [],
        "interactions_endpoint_url": None, "role_connections_verification_url": None,
        "owner": ours | {"bot": False}, "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0, "team": None, "eligible_oauth2_scopes": [],
        "summary": "", "integration_types_config": {"0": {}, "1": {}},
    }  # fmt: skip


def of_role(role: Role) -> Json:
    """A role."""
    colours = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    return {
        "id": role.id, "name": role.name, "permissions": str(role.permissions),
        "position": role.position, "color": 0, "colors": colours, "hoist": False,
        "managed": role.is_managed, "mentionable": False, "icon": None, "unicode_emoji": None,
        "flags": 0,
    }  # fmt: skip


def of_member(member: Member) -> Json:
    """A person in a guild."""
    return {
        "user": of_user(member.user), "roles": list(member.roles), "nick": member.nick,
        "avatar": None, "banner": None, "communication_disabled_until": None,
        "flags": member.flags, "joined_at": member.joined_at.isoformat(),
        "pending": member.is_pending, "premium_since": None,
        "mute": False, "deaf": False,
    }  # fmt: skip


def of_guild(guild: Guild) -> Json:
    """A guild."""
    return {
        "id": guild.id, "name": guild.name, "icon": None, "description": None,
        "home_header": None, "splash": None, "discovery_splash": None, "features": [],
        "banner": None, "owner_id": guild.owner, "application_id": None, "region": "deprecated",
        "afk_channel_id": None, "afk_timeout": 300, "system_channel_id": None,
        "system_channel_flags": 0, "widget_enabled": False, "widget_channel_id": None,
        "verification_level": 0, "roles": [of_role(one) for one in guild.roles.values()],
        "default_message_notifications": 1, "mfa_level": 0, "explicit_content_filter": 0,
        "max_presences": None, "max_members": 500_000, "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25, "vanity_url_code": None, "premium_tier": 0,
        "premium_subscription_count": 0, "preferred_locale": "de", "rules_channel_id": None,
        "safety_alerts_channel_id": None, "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False, "nsfw": False, "nsfw_level": 0, "emojis": [],
        "stickers": [], "incidents_data": None,
    }  # fmt: skip


def of_arrival(guild: Guild, **more: Any) -> Json:
    """A guild as the gateway tells of it: with its channels, and with us as its member."""
    return {
        **of_guild(guild), "large": False, "member_count": len(guild.members),
        "joined_at": guild.members[US].joined_at.isoformat(), "voice_states": [],
        "members": [of_member(guild.members[US])], "threads": [], "presences": [],
        "channels": [of_channel(one) for one in guild.channels.values()],
        "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [], **more,
    }  # fmt: skip


def of_channel(channel: Channel, people: list[User] | None = None) -> Json:
    """A channel; that of people with who they are."""
    last = max(channel.messages, key=int, default=None)
    told: Json = {
        "id": channel.id, "type": channel.kind, "flags": 0, "last_message_id": last,
    }  # fmt: skip
    if channel.kind != IN_GUILD:
        told["recipients"] = [of_user(one) for one in people or ()]
        return told if channel.kind == DIRECT else told | _of_a_group(channel)
    return told | {
        "guild_id": channel.guild, "name": channel.name, "position": 0, "parent_id": None,
        "permission_overwrites": [], "nsfw": False, "topic": None, "rate_limit_per_user": 0,
    }  # fmt: skip


def _of_a_group(channel: Channel) -> Json:
    return {"name": channel.name, "icon": None, "owner_id": channel.people[0]}


def of_message(world: World, posted: Posted) -> Json:
    """A message, as it stands in answers, in events and in clicks."""
    edited = posted.edited_at
    told: Json = {
        "id": posted.id, "channel_id": posted.channel, "type": 0, "content": posted.content,
        "author": of_user(world.users[posted.by]), "timestamp": posted.at.isoformat(),
        "edited_timestamp": None if edited is None else edited.isoformat(), "tts": False,
        "mention_everyone": "everyone" in posted.pings, "mention_roles": [], "pinned": False,
        "mentions": [of_user(world.users[one]) for one in posted.pings if one in world.users],
        "attachments": posted.attachments, "embeds": posted.embeds, "flags": posted.flags,
        "components": posted.components,
    }  # fmt: skip
    if posted.nonce is not None:
        told["nonce"] = posted.nonce
    if posted.metadata is not None:
        told |= {"interaction_metadata": posted.metadata, "application_id": US}
        told["webhook_id"] = US
        told["type"] = 20 if posted.metadata["type"] == 2 else 0
    return told
