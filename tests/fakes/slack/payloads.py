"""Payloads of Slack's with one thing in them that may be anything."""

from typing import Any

from tests.fakes.slack.workspace import Json

Arguments = Json

DIVIDER: Json = {"type": "divider"}


def message(*blocks: Json) -> Arguments:
    """Arguments of chat.postMessage."""
    return {"channel": "U0SAM", "text": "words", "blocks": list(blocks)}


def home(**more: Any) -> Arguments:
    """Arguments of views.publish."""
    return {"user_id": "U0SAM", "view": {"type": "home", "blocks": [DIVIDER], **more}}


def modal(**more: Any) -> Arguments:
    """Arguments of views.open."""
    view = {"type": "modal", "title": plain(5), "blocks": [DIVIDER], **more}
    return {"trigger_id": "1.2", "view": view}


def plain(size: int) -> Json:
    return {"type": "plain_text", "text": words(size)}


def mrkdwn(size: int) -> Json:
    return {"type": "mrkdwn", "text": words(size)}


def words(size: int) -> str:
    return "w" * size


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(5), "action_id": "press", **more}


def actions(*elements: Json) -> Arguments:
    return message({"type": "actions", "elements": list(elements)})


def options(size: int) -> list[Json]:
    return [{"text": plain(5), "value": str(number)} for number in range(size)]


def groups(size: int) -> list[Json]:
    return [{"label": plain(5), "options": options(1)} for _ in range(size)]


def select(**more: Any) -> Json:
    given = {} if "option_groups" in more else {"options": options(1)}
    return {"type": "static_select", "action_id": "pick", **given, **more}


def group(**more: Any) -> Arguments:
    one = {"label": plain(5), "options": options(1), **more}
    return actions(select(option_groups=[one]))


def confirmation(**more: Any) -> Arguments:
    asked = {"title": plain(5), "text": plain(5), "confirm": plain(2), "deny": plain(2)}
    return actions(button(confirm={**asked, **more}))


def option(**more: Any) -> Arguments:
    return actions(select(options=[options(1)[0] | more]))


def menu(size: int) -> Json:
    return {"type": "overflow", "action_id": "more", "options": options(size)}


def menu_option(**more: Any) -> Arguments:
    return actions({**menu(2), "options": [options(1)[0] | more, *options(1)]})


def field(element: Json, **more: Any) -> Arguments:
    return message({"type": "input", "label": plain(5), "element": element, **more})


def number(**more: Any) -> Arguments:
    return field({"type": "number_input", "is_decimal_allowed": True, **more})


def section(**more: Any) -> Arguments:
    return message({"type": "section", **more})


def image(**more: Any) -> Arguments:
    picture = {"image_url": "https://example.org/picture.png", "alt_text": "a picture"}
    return message({"type": "image", **picture, **more})


def video(**more: Any) -> Arguments:
    address = "https://example.org/video"
    seen = {"title": plain(5), "video_url": address, "thumbnail_url": address}
    return message({"type": "video", "alt_text": "a video", **seen, **more})


def card(**more: Any) -> Json:
    return {"type": "card", "title": mrkdwn(5), **more}


def container(**more: Any) -> Arguments:
    return message({"type": "container", "title": plain(5), "child_blocks": [DIVIDER], **more})


def feedback(**more: Any) -> Arguments:
    one = {"text": plain(5), "value": "1"}
    element = {"type": "feedback_buttons", "action_id": "said", "negative_button": one}
    return context_actions({**element, "positive_button": {**one, **more}})


def icon_button(**more: Any) -> Json:
    return {"type": "icon_button", "icon": "trash", "text": plain(5), **more}


def context_actions(*elements: Json) -> Arguments:
    return message({"type": "context_actions", "elements": list(elements)})


def source(size: int) -> Arguments:
    task = {"type": "task_card", "task_id": "t", "title": "task", "status": "pending"}
    return message({**task, "sources": [{"type": "url", "url": words(size), "text": "a"}]})


def cell(size: int) -> Json:
    return {"type": "raw_text", "text": words(size)}


def rows(size: int, columns: int = 1) -> list[list[Json]]:
    return [[cell(1) for _ in range(columns)] for _ in range(size)]


def data_table(told: list[list[Json]], **more: Any) -> Arguments:
    return message({"type": "data_table", "caption": "a table", "rows": told, **more})


def table(told: list[list[Json]], **more: Any) -> Arguments:
    return message({"type": "table", "rows": told, **more})


def chart(told: Json, **more: Any) -> Arguments:
    return message({"type": "data_visualization", "title": "a chart", "chart": told, **more})


def pie(*segments: Json) -> Arguments:
    return chart({"type": "pie", "segments": list(segments)})


def segment(**more: Any) -> Json:
    return {"label": "a", "value": 1, **more}


def lines(told: list[Json] | None = None, **axes: Any) -> Arguments:
    told = [series()] if told is None else told
    config = {"categories": ["a"], **axes}
    return chart({"type": "line", "series": told, "axis_config": config})


def series(**more: Any) -> Json:
    return {"name": "a", "data": [point()], **more}


def point(**more: Any) -> Json:
    return {"label": "a", "value": 1, **more}
