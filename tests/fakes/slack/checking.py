"""What Slack refuses on the spot; what it refuses besides, the validators find afterwards."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from tests.fakes.slack.refused import Refused
from tests.fakes.slack.workspace import Json

LONGEST_MESSAGE, LONGEST_UPDATE = 40_000, 4_000
MOST_BLOCKS, MOST_IN_A_VIEW = 50, 100
MOST_ELEMENTS = 25
LONGEST = {"section": 3_000, "header": 150}
LONGEST_NAME, LONGEST_LABEL = 255, 75
LONGEST_PRIVATE = 3_000
LONGEST_TITLE = 24


def check_message(content: Mapping[str, Any], longest: int = LONGEST_MESSAGE) -> None:
    """Look at the content of a message.

    Raises:
        Refused: it says nothing, too much, or has blocks that Slack cannot draw.
    """
    text, blocks = content.get("text"), content.get("blocks")
    if not text and not blocks and not content.get("attachments"):
        raise Refused("no_text")
    if text is not None and len(str(text)) > longest:
        raise Refused("msg_too_long")
    if blocks is not None:
        _check_blocks(blocks, MOST_BLOCKS, "invalid_blocks")
    _check_metadata(content.get("metadata"))


def check_view(view: object, kinds: tuple[str, ...]) -> Json:
    """Look at a view; the same view.

    Raises:
        Refused: it is of another kind, or Slack cannot draw it.
    """
    if not isinstance(view, dict) or view.get("type") not in kinds:
        raise Refused("invalid_arguments")
    if view["type"] == "modal":
        title = view.get("title")
        words = title.get("text", "") if isinstance(title, Mapping) else ""
        if not 0 < len(words) <= LONGEST_TITLE:
            raise Refused("invalid_arguments")
    if len(view.get("private_metadata", "")) > LONGEST_PRIVATE:
        raise Refused("invalid_arguments")
    _check_blocks(view.get("blocks"), MOST_IN_A_VIEW, "invalid_arguments")
    return view


def _check_blocks(blocks: object, most: int, code: str) -> None:
    if not isinstance(blocks, list) or len(blocks) > most:
        raise Refused(code)
    for block in blocks:
        if not isinstance(block, Mapping) or not _is_drawable(block):
            raise Refused(code)
    named = Counter(one["block_id"] for one in blocks if one.get("block_id"))
    if named and max(named.values()) > 1:
        raise Refused(code)


def _is_drawable(block: Mapping[str, Any]) -> bool:
    kind = block.get("type")
    if not isinstance(kind, str) or len(str(block.get("block_id", ""))) > LONGEST_NAME:
        return False
    text = block.get("text")
    if isinstance(text, Mapping) and len(text.get("text", "")) > LONGEST.get(kind, 10**6):
        return False
    if kind != "actions":
        return "accessory" not in block or _is_pressable(block["accessory"])
    elements = block.get("elements")
    if not isinstance(elements, list) or not 0 < len(elements) <= MOST_ELEMENTS:
        return False
    named = [one.get("action_id") for one in elements if isinstance(one, Mapping)]
    return len(set(named)) == len(elements) and all(map(_is_pressable, elements))


def _is_pressable(element: object) -> bool:
    if not isinstance(element, Mapping) or not element.get("type"):
        return False
    text = element.get("text")
    return not isinstance(text, Mapping) or 0 < len(text.get("text", "")) <= LONGEST_LABEL


def _check_metadata(metadata: object) -> None:
    if metadata is None:
        return
    if not isinstance(metadata, Mapping) or not metadata.get("event_type"):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), Mapping):
        raise Refused("invalid_metadata_schema")
