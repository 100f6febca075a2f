"""Slack's words for a refusal, as an operator's sentences."""

import re
from collections.abc import Mapping

from bot.cli.checkup.settings import WHERE
from bot.cli.checkup.ways import SLACK

BOT, APP = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"
INSTALL = "On api.slack.com/apps, open your app and install it to the workspace again."
LATER = SLACK.later
ONE_WORKSPACE = (
    "WhichRole serves one workspace: install the app in one, not in an organization."
)

_REFUSALS: Mapping[str, tuple[str, str]] = {
    "invalid_auth": ("Slack does not know this token", "its place"),
    "not_authed": ("Slack saw no token", "its place"),
    "token_revoked": ("the token was revoked", "its place"),
    "token_expired": ("the token has run out, because token rotation is on", "rotation"),
    "not_allowed_token_type": ("it is a token of another kind", "its place"),
    "account_inactive": (
        "the app was removed from the workspace, or the workspace is gone",
        "",
    ),
    "app_not_installed": ("the app is not installed in the workspace", ""),
    "no_permission": ("the token may not do this", ""),
    "missing_scope": ("the token lacks a permission", "its place"),
    "team_access_not_granted": ("the app has no access to this workspace", ""),
    "org_login_required": ("the workspace is moving into an organization", "later"),
    "ekm_access_denied": ("the organization has suspended access to its messages", "admin"),
    "access_denied": ("the workspace does not let the app in from here", "admin"),
    "accesslimited": ("the workspace does not let the app in from this network", "admin"),
    "enterprise_is_restricted": ("the app is installed in a whole organization", "one"),
    "forbidden_team": ("this workspace may not use Socket Mode", "admin"),
    "socket_mode_not_enabled": ("Socket Mode is switched off for the app", "socket"),
    "ratelimited": ("Slack asks us to wait", "later"),
    "rate_limited": ("Slack asks us to wait", "later"),
    "internal_error": ("Slack has a trouble of its own", "later"),
    "fatal_error": ("Slack has a trouble of its own", "later"),
    "service_unavailable": ("Slack has a trouble of its own", "later"),
}
"""What each word means, and which of the fixes mends it; an empty one is to install again."""

_FIXES = {
    "": INSTALL,
    "rotation": (
        "On api.slack.com/apps, make the app anew from slack/manifest.yaml: token rotation "
        "cannot be switched off again."
    ),
    "later": LATER,
    "admin": "Ask an admin of the workspace to let the app in.",
    "one": ONE_WORKSPACE,
    "socket": "On api.slack.com/apps, open your app, then Socket Mode, and switch it on.",
}


def refused(error: str, token: str) -> tuple[str, str]:
    """What a refusal says, without its full stop, and its fix.

    Args:
        error: Slack's word.
        token: the variable of the token that was refused.
    """
    known = _REFUSALS.get(error)
    if known is None:
        word = error if re.fullmatch(r"[a-z_]{1,60}", error) else "something that is no word"
        return f"Slack refuses with {word}", "docs.slack.dev has the words that Slack uses."
    said, fix = known
    return said, WHERE[token] if fix == "its place" else _FIXES[fix]
