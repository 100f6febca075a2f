"""What every picture stands on: its width, its letters, its lines, and how it becomes a file.

It is 1,000 pixels wide; more or longer lines make it higher, never its letters smaller. A
phone shows it at a third of this size.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.charts import brush
from bot.charts.font import FOLDER, Font, bold, regular
from bot.charts.lettering import drawable, wrapped

WIDTH = 1_000
MARGIN = 40
LINE = 1.3
"""From one line of a text to its next, as a share of the size."""
TITLE_SIZE = 36
LABEL_SIZE = 30

_NARROW = 0.99
"""Lines keep this much of their width, because kerning may widen them a little."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, and the height of its baseline."""

    text: str
    y: float


def lines(
    text: str, font: Font, size: int, top: float, within: float = WIDTH - 2 * MARGIN
) -> tuple[Line, ...]:
    """The text in lines within this width, at least one; the first begins at this height."""
    pieces = wrapped(drawable(text), font, size, within * _NARROW)
    return tuple(
        Line(piece, top + number * size * LINE) for number, piece in enumerate(pieces, start=1)
    )


def width(text: str, font: Font, size: int) -> int:
    """So many pixels are enough for the text in one line."""
    return int(font.width(drawable(text), size) / _NARROW) + 1


def heading(title: str) -> tuple[Line, ...]:
    """The title at the top of the sheet."""
    return lines(title, bold(), TITLE_SIZE, MARGIN / 2)


def below(title: tuple[Line, ...]) -> float:
    """Where something may begin under the title."""
    return title[-1].y + TITLE_SIZE * 0.75


def rendered(
    template: str, *, title: tuple[Line, ...], end: float, described: str, **drawn: Any
) -> str:
    """A sheet as an SVG document that stands alone or inside a page.

    Args:
        template: of what is drawn, a file of this folder.
        title: its lines.
        end: where what is drawn ends.
        described: what it says, for whoever cannot see it.
        drawn: what the template asks for.
    """
    return (
        _environment()
        .get_template(template)
        .render(
            width=WIDTH,
            height=round(end + MARGIN / 2),
            margin=MARGIN,
            title=title,
            title_size=TITLE_SIZE,
            label_size=LABEL_SIZE,
            described=described,
            **drawn,
        )
    )


def png(svg: str) -> bytes:
    """A sheet as a PNG file; equal documents give equal bytes."""
    return brush.png(svg, fonts())


def fonts() -> list[str]:
    """The files of the fonts that a sheet is written in."""
    return [str(regular().file), str(bold().file)]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
