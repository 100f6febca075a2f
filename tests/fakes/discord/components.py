"""Components as Discord tells them: each with an id, and with everything that was left out."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from tests.fakes.discord.models import Json

ROW, BUTTON, SELECT, INPUT, SECTION, TEXT, PICTURE = 1, 2, 3, 4, 9, 10, 11
GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 12, 13, 14, 17, 18
SELECTS = frozenset({SELECT, 5, 6, 7, 8})
OF_V2 = frozenset({SECTION, TEXT, PICTURE, GALLERY, FILE, SEPARATOR, CONTAINER})

_CHOSEN: Json = {"min_values": 1, "max_values": 1}
_USUAL: dict[int, Json] = {
    PICTURE: {"description": None, "spoiler": False},
    FILE: {"name": None, "size": None, "spoiler": False},
    SEPARATOR: {"spacing": 1, "divider": True},
    CONTAINER: {"accent_color": None, "spoiler": False},
    INPUT: {"label": None, "min_length": None, "max_length": None},
    **dict.fromkeys(SELECTS, _CHOSEN),
}
_INSIDE = ("components", "accessory", "component", "items")
_APART = frozenset({"id", *_INSIDE})


def walked(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """All of them, each before what is in it; items of galleries are none."""
    for one in components:
        yield one
        for name in ("components", "accessory", "component"):
            inner = one.get(name)
            if isinstance(inner, list):
                yield from walked(inner)
            elif isinstance(inner, dict):
                yield from walked([inner])


def told(components: Sequence[Mapping[str, Any]], attachments: Sequence[Json]) -> list[Json]:
    """Components of a message.

    Args:
        components: as they were sent.
        attachments: files of the message, as Discord tells them.
    """
    taken = {one["id"] for one in walked(components) if one.get("id")}
    numbers = (number for number in count(1) if number not in taken)
    return [_told(one, numbers, attachments) for one in components]


def given(told: Any) -> Any:
    """What was sent, without the fields that hold nothing."""
    if isinstance(told, dict):
        return {name: given(value) for name, value in told.items() if value is not None}
    return [given(one) for one in told] if isinstance(told, list) else told


def _told(one: Mapping[str, Any], numbers: Iterator[int], attachments: Sequence[Json]) -> Json:
    kind = one["type"]
    whole: Json = {"type": kind, "id": one.get("id") or next(numbers), **_USUAL.get(kind, {})}
    whole |= {
        name: given(value)
        for name, value in one.items()
        if value is not None and name not in _APART
    }
    for name in _INSIDE:
        inner = one.get(name)
        if name == "items" and isinstance(inner, list):
            usual = _USUAL[PICTURE]
            whole[name] = [usual | item | _media(item, "media", attachments) for item in inner]
        elif isinstance(inner, list):
            whole[name] = [_told(part, numbers, attachments) for part in inner]
        elif isinstance(inner, dict):
            whole[name] = _told(inner, numbers, attachments)
    for name in ("media", "file"):
        whole |= _media(one, name, attachments)
    if kind == FILE:
        whole |= _as_a_file(whole["file"], attachments)
    return whole


def _media(one: Mapping[str, Any], name: str, attachments: Sequence[Json]) -> Json:
    """A picture or a file under its name, with its true address; nothing if there is none."""
    if name not in one:
        return {}
    url = str(one[name]["url"])
    for attached in attachments:
        if url in (f"attachment://{attached['filename']}", attached["url"]):
            return {
                name: {
                    "id": attached["id"],
                    "url": attached["url"],
                    "proxy_url": attached["url"],
                    "content_type": attached.get("content_type"),
                    "attachment_id": attached["id"],
                }
            }
    return {name: {"id": "0", "url": url, "proxy_url": url}}


def _as_a_file(media: Json, attachments: Sequence[Json]) -> Json:
    for attached in attachments:
        if attached["url"] == media["url"]:
            return {"name": attached["filename"], "size": attached["size"]}
    return {}
