"""Bodies of requests to Discord, each in order, with whatever is wanted in them."""

from typing import Any

from tests.fakes.discord.validating.schemas import Json

COMPONENTS_V2 = 1 << 15
NOBODY: Json = {"parse": []}
EMOJI: Json = {"id": None, "name": "🌱"}
CHART = "attachment://chart.png"


def words(size: int) -> str:
    return "w" * size


def message(*components: Json, **more: Any) -> Json:
    """A message of the old world: words, and rows under them."""
    shown = {"components": list(components)} if components else {}
    return {"content": "words", **shown, "allowed_mentions": NOBODY, **more}


def layout(*components: Json, **more: Any) -> Json:
    """A message of the new world: components and nothing else."""
    return {
        "components": list(components),
        "flags": COMPONENTS_V2,
        "allowed_mentions": NOBODY,
        **more,
    }


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def button(custom_id: str = "press", **more: Any) -> Json:
    return {"type": 2, "style": 2, "label": "Press", "custom_id": custom_id, **more}


def link(**more: Any) -> Json:
    return {"type": 2, "style": 5, "label": "Read", "url": "https://a.example", **more}


def premium(**more: Any) -> Json:
    return {"type": 2, "style": 6, **more}


def without(told: Json, field: str) -> Json:
    return {name: value for name, value in told.items() if name != field}


def option(value: str = "a", **more: Any) -> Json:
    return {"label": "Label", "value": value, **more}


def options(size: int, **more: Any) -> list[Json]:
    return [option(str(number), **more) for number in range(size)]


def select(**more: Any) -> Json:
    return {"type": 3, "custom_id": "pick", "options": options(3), **more}


def text(content: str = "words", **more: Any) -> Json:
    return {"type": 10, "content": content, **more}


def section(*texts: Json, **more: Any) -> Json:
    return {"type": 9, "components": list(texts), "accessory": button(), **more}


def gallery(*urls: str) -> Json:
    return {"type": 12, "items": [{"media": {"url": url}} for url in urls]}


def file(url: str = CHART) -> Json:
    return {"type": 13, "file": {"url": url}}


def container(*components: Json) -> Json:
    return {"type": 17, "components": list(components)}


def modal(*components: Json, **more: Any) -> Json:
    """What opens a window."""
    shown = list(components) or [label()]
    told = {"custom_id": "window", "title": "Title", "components": shown, **more}
    return {"type": 9, "data": told}


def label(component: Json | None = None, **more: Any) -> Json:
    return {"type": 18, "label": "Label", "component": component or text_input(), **more}


def text_input(custom_id: str = "write", **more: Any) -> Json:
    return {"type": 4, "custom_id": custom_id, "style": 1, **more}


def command(name: str = "whichrole", **more: Any) -> Json:
    return {"name": name, "description": "Find your role", "type": 1, **more}


def of_user(name: str = "Show Role", **more: Any) -> Json:
    """A command in the menu of a person."""
    return {"name": name, "type": 2, **more}


def argument(name: str = "action", **more: Any) -> Json:
    """An option of a command; it takes words."""
    return {"name": name, "description": "What to do", "type": 3, **more}


def number(**more: Any) -> Json:
    return {"name": "months", "description": "How many", "type": 4, **more}


def subcommand(name: str = "start", **more: Any) -> Json:
    return {"name": name, "description": "Begin", "type": 1, **more}


def choices(size: int, **more: Any) -> list[Json]:
    return [{"name": f"Name {place}", "value": str(place), **more} for place in range(size)]


def arguments(size: int) -> list[Json]:
    return [argument(f"action-{place}") for place in range(size)]
