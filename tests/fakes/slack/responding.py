"""What is posted to the response address of a click or a command."""

import time

from tests.fakes.slack.checking import check_message
from tests.fakes.slack.messages import content_of
from tests.fakes.slack.refused import Refused
from tests.fakes.slack.workspace import Json, Posted, ResponseAddress, Workspace


def respond(workspace: Workspace, secret: str, body: Json) -> Json:
    """Do what was posted to an address; no ts is told.

    Raises:
        Refused: the address is used up, too old or none; or Slack cannot draw the message.
    """
    opened = workspace.responses.get(secret)
    if opened is None or time.monotonic() > opened.until:
        raise Refused("expired_url")
    if opened.left <= 0:
        raise Refused("used_url")
    if body.get("delete_original"):
        workspace.remove(_original(workspace, opened))
    elif body.get("replace_original") and opened.message is not None:
        original = _original(workspace, opened)
        check_message(body)
        workspace.change(original, content_of(body))
    else:
        check_message(body)
        is_whisper = body.get("response_type", "ephemeral") == "ephemeral"
        only = opened.user if is_whisper else ""
        workspace.post(opened.channel, content_of(body), seen_by=only)
    opened.left -= 1
    return {"ok": True}


def _original(workspace: Workspace, opened: ResponseAddress) -> Posted:
    if opened.message is None or not workspace.stands(opened.message):
        raise Refused("message_not_found")
    return opened.message
