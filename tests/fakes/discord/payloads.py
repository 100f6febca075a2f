"""Messages and modals that tests of the fake send."""

from typing import Any

from tests.fakes.discord.models import HAS_COMPONENTS_V2, Json


def text(words: str = "hello") -> Json:
    """A text display."""
    return {"type": 10, "content": words}


def button(custom_id: str = "press", **more: Any) -> Json:
    """A button."""
    return {"type": 2, "style": 1, "label": "Press", "custom_id": custom_id, **more}


def menu(many: int = 2, **more: Any) -> Json:
    """A menu."""
    options = [{"label": f"Option {one}", "value": str(one)} for one in range(many)]
    return {"type": 3, "custom_id": "menu", "options": options, **more}


def row(*inside: Json) -> Json:
    """A row of components."""
    return {"type": 1, "components": list(inside)}


def card(*components: Json) -> Json:
    """A message with components of the second kind."""
    return {"flags": HAS_COMPONENTS_V2, "components": list(components) or [text()]}


def modal(**more: Any) -> Json:
    """A modal with one field."""
    field = {"type": 4, "custom_id": "words", "style": 1, "label": "Words"}
    return {"title": "A modal", "custom_id": "modal", "components": [row(field)], **more}
