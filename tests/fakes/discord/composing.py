"""What a message comes to be when it is posted or changed."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.discord.arriving import Request, Upload
from tests.fakes.discord.checking import check_message, check_nonce
from tests.fakes.discord.components import TEXT, told, walked
from tests.fakes.discord.models import (
    HAS_COMPONENTS_V2,
    IS_EPHEMERAL,
    IS_LOADING,
    Json,
    Posted,
)
from tests.fakes.discord.refused import Refused
from tests.fakes.discord.world import US, World

SENT_BY_US = HAS_COMPONENTS_V2 | IS_EPHEMERAL | 1 << 2 | 1 << 12
"""Flags that we may set; the last ones suppress embeds and notifications."""

_MENTION = re.compile(r"<@!?(\d+)>")
_EVERYBODY = re.compile(r"@everyone|@here")
_ROLE = re.compile(r"<@&(\d+)>")


class Composing:
    """Makes messages of what is sent.

    Args:
        world: where they stand.
        address: makes a whole address of a path of ours.
    """

    def __init__(self, world: World, address: Callable[[str], str]) -> None:
        self._world = world
        self._address = address

    def post(
        self,
        request: Request,
        message: Mapping[str, Any],
        channel: str,
        *,
        seen_by: str = "",
        metadata: Json | None = None,
    ) -> Posted:
        """A new message of ours, or the one of the same nonce that stands already.

        Args:
            request: brings the files.
            message: what is to be said.
            channel: where.
            seen_by: the only one who sees it, if it is ephemeral.
            metadata: which interaction made it.

        Raises:
            Refused: it cannot be posted.
        """
        nonce = message.get("nonce")
        check_nonce(nonce)
        same = self._world.same(US, nonce) if message.get("enforce_nonce") and nonce else None
        if same is not None:
            return same
        attachments = self._attached(request.files, message.get("attachments"), [])
        check_message(message, attachments)
        posted = Posted(
            self._world.watch.snowflake(), channel, US, self._world.watch.now(),
            message.get("content") or "", told(message.get("components") or [], attachments),
            list(message.get("embeds") or []), attachments,
            int(message.get("flags") or 0) & SENT_BY_US, nonce, seen_by, metadata=metadata,
            pings=_pings(message),
        )  # fmt: skip
        if not seen_by:
            posted.flags &= ~IS_EPHEMERAL
        return self._world.post(posted)

    def promise(self, channel: str, seen_by: str, metadata: Json) -> Posted:
        """A message that is still to come."""
        flags = IS_LOADING | (IS_EPHEMERAL if seen_by else 0)
        posted = Posted(
            self._world.watch.snowflake(), channel, US, self._world.watch.now(), flags=flags,
            seen_by=seen_by, metadata=metadata,
        )  # fmt: skip
        return self._world.post(posted)

    def change(self, request: Request, message: Mapping[str, Any], posted: Posted) -> Posted:
        """Something else in a message of ours; what is not named stays. The same message.

        Raises:
            Refused: it cannot stand so.
        """
        wanted = self._after(message, posted)
        attachments = self._attached(
            request.files, message.get("attachments"), posted.attachments
        )
        check_message(wanted, attachments)
        posted.content, posted.embeds = wanted["content"] or "", list(wanted["embeds"] or [])
        posted.attachments, posted.flags = attachments, wanted["flags"]
        posted.components = told(wanted["components"] or [], attachments)
        self._world.changed(posted)
        return posted

    @staticmethod
    def _after(message: Mapping[str, Any], posted: Posted) -> Json:
        """A message as it would stand; the second kind of components is for ever."""
        before = {
            "content": posted.content,
            "embeds": posted.embeds,
            "components": posted.components,
        }
        flags = posted.flags & ~IS_LOADING
        if message.get("flags") is not None:
            if posted.flags & HAS_COMPONENTS_V2 and not message["flags"] & HAS_COMPONENTS_V2:
                raise Refused(50035, flags="IS_COMPONENTS_V2 cannot be removed from a message")
            kept = flags & (IS_EPHEMERAL | HAS_COMPONENTS_V2)
            flags = kept | (message["flags"] & SENT_BY_US & ~IS_EPHEMERAL)
        return {**before, **{one: message[one] for one in before if one in message}} | {
            "flags": flags
        }

    def _attached(
        self, files: Mapping[str, Upload], wanted: Any, standing: list[Json]
    ) -> list[Json]:
        """Files of a message: those that it keeps, then those that come."""
        if wanted is None:
            return [*standing, *(self._stored(one, {}) for one in files.values())]
        kept = {one["id"]: one for one in standing}
        attached = []
        for one in wanted:
            name = str(one.get("id"))
            if name in kept:
                attached.append(kept[name])
            elif name in files:
                attached.append(self._stored(files[name], one))
            else:
                raise Refused(50035, attachments=f"Attachment {name} not found")
        return attached

    def _stored(self, upload: Upload, told: Mapping[str, Any]) -> Json:
        number = self._world.watch.snowflake()
        self._world.contents[number] = upload.content
        url = self._address(f"attachments/{number}/{upload.filename}")
        kind = "image/png" if upload.filename.endswith(".png") else upload.content_type
        more = {"description": told["description"]} if told.get("description") else {}
        return {
            "id": number, "filename": told.get("filename") or upload.filename,
            "size": len(upload.content), "url": url, "proxy_url": url, "content_type": kind,
            **more,
        }  # fmt: skip


def _pings(message: Mapping[str, Any]) -> frozenset[str]:
    """Whom a message tells that it was about them: ids, and ``everyone``."""
    shown = walked(message.get("components") or [])
    texts = [str(one["content"]) for one in shown if one.get("type") == TEXT]
    words = "\n".join([str(message.get("content") or ""), *texts])
    allowed = message.get("allowed_mentions")
    users, roles = set(_MENTION.findall(words)), set(_ROLE.findall(words))
    everybody = {"everyone"} if _EVERYBODY.search(words) else set()
    if allowed is None:
        return frozenset(users | roles | everybody)
    parsed = allowed.get("parse") or ()
    told = users if "users" in parsed else users & set(allowed.get("users") or ())
    told = told | (roles if "roles" in parsed else roles & set(allowed.get("roles") or ()))
    return frozenset(told | (everybody if "everyone" in parsed else set()))
