"""What Slack refuses and no schema says: shapes, names that meet, and what must not be live.

A problem begins with the name of its rule.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tests.fakes.slack.walking import blocks_of, objects, text_of
from tests.fakes.slack.workspace import Json

MESSAGES = frozenset({"chat.postMessage", "chat.update", "chat.postEphemeral", "response_url"})
MOST_BLOCKS = 50
LONGEST_TEXT = 4_000
"""Slack advises no more, and an update takes no more."""

MOST_ROWS, MOST_COLUMNS = 100, 20
LARGEST_METADATA = 16_000
FEWEST_IN_A_MENU = 2
LIVE = re.compile(r"<(?:[!@#]|https?:|mailto:|tel:)")
EVENT_TYPE = re.compile(r"[A-Za-z0-9_]{1,255}")
IN_CONTEXT = frozenset({"plain_text", "mrkdwn", "image"})
IN_INPUT = frozenset(
    {
        "plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input",
        "rich_text_input", "checkboxes", "radio_buttons", "datepicker", "timepicker",
        "datetimepicker", "static_select", "external_select", "users_select", "channels_select",
        "conversations_select", "multi_static_select", "multi_external_select",
        "multi_users_select", "multi_channels_select", "multi_conversations_select",
    }
)  # fmt: skip
IN_A_RESPONSE = frozenset(
    {
        "text", "blocks", "attachments", "metadata", "response_type", "replace_original",
        "delete_original", "thread_ts", "unfurl_links", "unfurl_media",
    }
)  # fmt: skip

DELETES = "delete_original"
"""Stands alone: whoever says it says nothing else."""


def problems(method: str, arguments: Mapping[str, Any]) -> list[str]:
    """Every rule that a payload breaks."""
    found = [
        f"{name}: {_short(one)}"
        for kind, one in objects(arguments)
        for name, breaks in OF_OBJECTS.get(kind, {}).items()
        if breaks(one)
    ]
    found += _names_that_meet(arguments)
    if method == "response_url" and arguments.get("delete_original"):
        found += [f"response_url.delete: {one}" for one in arguments if one != DELETES]
    elif method in MESSAGES:
        found += _of_message(arguments)
    if method == "response_url":
        found += [
            f"response_url.keys: {name}" for name in arguments if name not in IN_A_RESPONSE
        ]
    return found


def _of_message(arguments: Mapping[str, Any]) -> Iterator[str]:
    text = arguments.get("text")
    if not isinstance(text, str) or not text.strip():
        yield "message.text: there is none"
    elif len(text) > LONGEST_TEXT:
        yield f"message.text.max_length: {len(text)} characters"
    if LIVE.search(text_of(text)):
        yield f"message.live: {_short(text)}"
    if len(blocks_of(arguments)) > MOST_BLOCKS:
        yield f"message.blocks.max_items: {len(blocks_of(arguments))} blocks"
    if "metadata" in arguments and not _is_metadata(arguments["metadata"]):
        yield f"message.metadata: {_short(arguments['metadata'])}"


def _is_metadata(told: Any) -> bool:
    match told:
        case {"event_type": str(kind), "event_payload": dict(), **more}:
            size = len(json.dumps(told).encode())
            return not more and bool(EVENT_TYPE.fullmatch(kind)) and size <= LARGEST_METADATA
        case _:
            return False


def _names_that_meet(arguments: Mapping[str, Any]) -> Iterator[str]:
    """Ids that stand more than once in one message or view."""
    blocks = blocks_of(arguments)
    for name in ("block_id", "action_id"):
        told = [str(one[name]) for _, one in objects(blocks) if name in one]
        for twice in _repeated(told):
            yield f"{name}.unique: {twice}"


def _repeated(told: Iterable[str]) -> list[str]:
    return [one for one, times in Counter(told).items() if times > 1]


def _has_no_content(section: Json) -> bool:
    return not section.get("text") and not section.get("fields")


def _has_no_one_source(select: Json) -> bool:
    sources = ("options", "option_groups")
    given = [one for one in sources if select.get(one) is not None]
    return "static" in str(select["type"]) and len(given) != 1


def _has_no_one_picture(image: Json) -> bool:
    return ("image_url" in image) == ("slack_file" in image)


def _is_upside_down(field: Json) -> bool:
    least, most = field.get("min_value"), field.get("max_value")
    return least is not None and most is not None and float(least) > float(most)


def _has_strangers(context: Json) -> bool:
    return any(one.get("type") not in IN_CONTEXT for one in context.get("elements", []))


def _takes_no_input(block: Json) -> bool:
    return block.get("element", {}).get("type") not in IN_INPUT


def _is_ragged(table: Json) -> bool:
    return len({len(row) for row in table.get("rows", [])}) > 1


def _has_other_settings(table: Json) -> bool:
    settings, rows = table.get("column_settings"), table.get("rows") or [[]]
    return settings is not None and len(settings) != max(map(len, rows))


def _is_live(text: Json) -> bool:
    return text.get("type") == "mrkdwn" and bool(LIVE.search(text_of(text)))


def _says_nothing(part: Json) -> bool:
    return not part.get("text")


def _is_empty(part: Json) -> bool:
    return not part.get("elements")


def _short(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False)[:120]


OF_OBJECTS: dict[str, dict[str, Callable[[Json], bool]]] = {
    "section": {"section.content": _has_no_content},
    "select": {"static_select.choice_source": _has_no_one_source},
    "overflow": {
        "overflow.fewest": lambda menu: len(menu.get("options", [])) < FEWEST_IN_A_MENU
    },
    "image": {"image.source": _has_no_one_picture},
    "number_input": {"number_input.range": _is_upside_down},
    "context": {"context.elements": _has_strangers, "context.empty": _is_empty},
    "actions": {"actions.empty": _is_empty},
    "input": {"input.element": _takes_no_input},
    "table": {
        "table.rows.max_items": lambda table: len(table.get("rows", [])) > MOST_ROWS,
        "table.columns.max_items": lambda table: any(
            len(row) > MOST_COLUMNS for row in table.get("rows", [])
        ),
        "table.row_shape": _is_ragged,
        "table.column_settings": _has_other_settings,
    },
    "text": {"mrkdwn.live": _is_live},
    "rich_text": {"rich_text.empty": _is_empty},
    "rich_text_section": {"rich_text_section.empty": _is_empty},
    "rich_text_list": {"rich_text_list.empty": _is_empty},
    "rich_text_preformatted": {"rich_text_preformatted.empty": _is_empty},
    "rich_text_text": {"rich_text.text": _says_nothing},
}
