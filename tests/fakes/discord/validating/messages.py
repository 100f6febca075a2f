"""Rules of messages, new and edited: how much, which of the two worlds, and whom they call."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.fakes.discord.validating import components
from tests.fakes.discord.validating.components import Kind, Placed
from tests.fakes.discord.validating.schemas import Json

LONGEST_CONTENT = 2_000
MOST_ROWS = 5
MOST_COMPONENTS, LONGEST_TEXTS = 40, 4_000
MOST_FILES = 10
ATTACHED = "attachment://"
CLASSIC = ("content", "embeds", "poll", "sticker_ids")
"""What a message of components takes none of."""

SHOWN = (*CLASSIC, "components", "attachments")

EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15
"""Flags of a message."""


def problems(
    message: Json, files: Sequence[str], *, is_new: bool, may_be_private: bool
) -> Iterator[str]:
    """Whatever is wrong with a message.

    Args:
        message: whose shape is right.
        files: the names of the files that came with it.
        is_new: nothing was there before; an edit leaves what it does not name.
        may_be_private: it belongs to an interaction, so that one person alone may see it.
    """
    known = components.walked(message.get("components") or [], "components")
    flags = message.get("flags") or 0
    of_world = _of_components if flags & COMPONENTS_V2 else _classic
    yield from of_world(message, known)
    yield from components.problems(known)
    if is_new and not files and not any(_says(message.get(field)) for field in SHOWN):
        yield "body: the message is empty"
    if flags & EPHEMERAL and not may_be_private:
        yield "flags: only what belongs to an interaction is ephemeral"
    yield from _calling(message)
    yield from _attaching(message, known, files)
    if message.get("enforce_nonce") and message.get("nonce") in (None, ""):
        yield "nonce: enforce_nonce is set, and there is none"


def _of_components(message: Json, known: Sequence[Placed]) -> Iterator[str]:
    for field in CLASSIC:
        if message.get(field):
            yield f"{field}: a message with the flag IS_COMPONENTS_V2 takes none"
    if message.get("components") is not None and not known:
        yield "components: a message with the flag IS_COMPONENTS_V2 is empty without any"
    if len(known) > MOST_COMPONENTS:
        yield f"components: {len(known)} with the inner ones, {MOST_COMPONENTS} at most"
    size = sum(len(one["content"]) for _, one in known if one["type"] == Kind.TEXT_DISPLAY)
    if size > LONGEST_TEXTS:
        yield f"components: texts of {size} characters together, {LONGEST_TEXTS} at most"


def _classic(message: Json, _known: Sequence[Placed]) -> Iterator[str]:
    size = len(message.get("content") or "")
    if size > LONGEST_CONTENT:
        yield f"content: {size} characters, {LONGEST_CONTENT} at most"
    shown = message.get("components") or []
    if len(shown) > MOST_ROWS:
        yield f"components: {len(shown)} rows, {MOST_ROWS} at most"
    for number, one in enumerate(shown):
        if one["type"] != Kind.ROW:
            yield f"components/{number}: type {one['type']} wants the flag IS_COMPONENTS_V2"


def _says(told: Any) -> bool:
    return bool(told.strip() if isinstance(told, str) else told)


def _calling(message: Json) -> Iterator[str]:
    """Our own rule: no message calls anybody, whatever stands in it."""
    if not any(message.get(field) for field in SHOWN):
        return
    match message.get("allowed_mentions"):
        case None:
            yield "allowed_mentions: there are none, so that a message may call everybody"
        case {"parse": []} as allowed:
            for field in ("users", "roles", "replied_user"):
                if allowed.get(field):
                    yield f"allowed_mentions/{field}: no message of ours calls anybody"
        case _:
            yield "allowed_mentions/parse: it is not empty, so that a message may call somebody"


def _attaching(message: Json, known: Sequence[Placed], files: Sequence[str]) -> Iterator[str]:
    """A message lists new files by their number and those that stay by their id."""
    listed = message.get("attachments") or []
    stay = []
    for place, one in enumerate(listed):
        number = int(one["id"])
        if number >= MOST_FILES:
            stay.append(one.get("filename"))
        elif number >= len(files):
            yield f"attachments/{place}/id: no file {number} came with it"
        elif one.get("filename") not in (None, files[number]):
            yield f"attachments/{place}/filename: the file is named {files[number]!r}"
    for where, url in (*_shown(known), *_embedded(message.get("embeds") or [], "embeds")):
        name = url.removeprefix(ATTACHED)
        if name != url and name not in files and name not in stay:
            yield f"{where}: no file {name!r} came with it, nor stays"


def _shown(known: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    """Every address of a picture or a file that components show, after where it stands."""
    for where, component in known:
        for field in ("media", "file"):
            if field in component:
                yield f"{where}/{field}/url", component[field]["url"]
        for number, item in enumerate(component.get("items") or ()):
            yield f"{where}/items/{number}/media/url", item["media"]["url"]


def _embedded(told: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every address in embeds, after where it stands."""
    if isinstance(told, list):
        for number, inner in enumerate(told):
            yield from _embedded(inner, f"{where}/{number}")
    elif isinstance(told, dict):
        for field, inner in told.items():
            if isinstance(inner, str) and field in ("url", "icon_url"):
                yield f"{where}/{field}", inner
            else:
                yield from _embedded(inner, f"{where}/{field}")
