"""What Slack's refusals mean for what is to be sent (F22, F23, F24, F30, F32, F34).

Source: the errors that the pages of ``chat.postMessage``, ``chat.update``, ``files.*`` and
``conversations.history`` list. A code that does not stand here counts as our bug, and is told
to the operator.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from math import isnan, nan

from bot.errors import DeliveryError, Refusal
from bot.usecases.verdicts import UNTOLD_LIMIT

log = logging.getLogger(__name__)

TOO_MANY = 429
POSTING = "chat.postMessage"
"""The method that every message needs; a limit of any other holds up this message alone."""

SERVER_ERRORS = 500

UNKNOWN = "unknown"

LONGEST_WAIT = timedelta(hours=6)
"""Longer than that we do not believe a platform."""

_SORTED: Mapping[Refusal, tuple[str, ...]] = {
    Refusal.BUSY: (
        "accesslimited",
        "external_channel_migrating",
        "fatal_error",
        "internal_error",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "two_factor_setup_required",
    ),
    Refusal.LIMITED: (
        "message_limit_exceeded",
        "rate_limited",
        "ratelimited",
    ),
    Refusal.EXPIRED: (
        "exchanged_trigger_id",
        "expired_trigger_id",
        "file_deleted",
        "file_not_found",
        "hash_conflict",
        "invalid_trigger_id",
        "cant_update_message",
        "edit_window_closed",
        "expired_url",
        "invalid_url",
        "message_not_found",
        "no_active_hooks",
        "no_such_subteam",
        "not_found",
        "used_url",
    ),
    Refusal.UNREACHABLE: (
        "user_not_in_channel",
        "as_user_not_supported",
        "cannot_dm_bot",
        "cannot_message_user",
        "cant_dm_bot",
        "channel_is_archived",
        "channel_not_found",
        "enterprise_is_restricted",
        "invalid_users",
        "is_archived",
        "not_in_channel",
        "restricted_action",
        "user_disabled",
        "user_is_bot",
        "user_is_restricted",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    ),
    Refusal.REVOKED: (
        "access_denied",
        "account_inactive",
        "app_not_installed",
        "ekm_access_denied",
        "invalid_auth",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_not_found",
        "token_expired",
        "token_revoked",
    ),
    Refusal.OURS: (
        "attachment_payload_limit_exceeded",
        "invalid_arg_name",
        "invalid_arguments",
        "invalid_array_arg",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_form_data",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_post_type",
        "messages_tab_disabled",
        "metadata_too_large",
        "method_deprecated",
        "missing_post_type",
        "missing_scope",
        "missing_text_or_fallback_or_attachments",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_permission",
        "no_text",
        "too_many_attachments",
        "unknown_method",
    ),
}
CODES: Mapping[str, Refusal] = {
    code: refusal for refusal, codes in _SORTED.items() for code in codes
}
"""What each of Slack's words means."""


def refusal(
    code: str, status: int, retry_after: str | None, now: datetime, *, alone: bool = False
) -> DeliveryError:
    """What an answer that is no yes comes to.

    Args:
        code: Slack's word, or an empty one where there was none.
        status: of the HTTP answer.
        retry_after: the header of this name.
        now: when the answer came.
        alone: it is the answer of a method that not every message needs; tiers are by method.
    """
    if status == TOO_MANY:
        kind = Refusal.LIMITED
    elif status >= SERVER_ERRORS or not code:  # a page of a proxy, or no JSON at all
        kind = Refusal.BUSY
    else:
        kind = CODES.get(code, Refusal.OURS)
    at = now + _wait(retry_after) if kind is Refusal.LIMITED and retry_after else None
    return DeliveryError(_told(code, status), kind, at, alone=alone)


def told_to_operator(problem: DeliveryError) -> None:
    """Tell what somebody has to mend, of a request that no message waits for."""
    if problem.refusal in (Refusal.OURS, Refusal.REVOKED):
        log.error("Slack refused: %s", problem)


def _told(code: str, status: int) -> str:
    """For the operator; a code that is none of Slack's may be anything, so it is not said."""
    return f"{code if code in CODES else UNKNOWN} ({status})"


def _wait(retry_after: str) -> timedelta:
    """As long as Slack says; a minute where nobody can read that."""
    try:
        seconds = float(retry_after)
    except ValueError:
        seconds = nan
    if isnan(seconds):
        return UNTOLD_LIMIT
    return timedelta(seconds=min(max(seconds, 1.0), LONGEST_WAIT.total_seconds()))
