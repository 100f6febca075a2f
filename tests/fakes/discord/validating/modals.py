"""Rules of windows."""

from collections.abc import Iterator

from tests.fakes.discord.validating import components
from tests.fakes.discord.validating.components import Kind
from tests.fakes.discord.validating.schemas import Json

MOST_COMPONENTS = 5


def problems(modal: Json) -> Iterator[str]:
    """Whatever is wrong with a window, whose shape is right."""
    shown = modal["components"]
    if len(shown) > MOST_COMPONENTS:
        yield f"data/components: {len(shown)} of them, {MOST_COMPONENTS} at most"
    for number, one in enumerate(shown):
        if one["type"] == Kind.ROW and not one["components"][0].get("label"):
            yield f"data/components/{number}: a text input in a row has no label"
    yield from components.problems(components.walked(shown, "data/components"))
