"""The picture of some shares: where everything stands, and its three forms.

It is 1,000 pixels wide and, with five bars, about 560 high; more bars or longer labels make
it higher, never its letters smaller. A phone shows it at a third of this size.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from resvg_py import svg_to_bytes

from bot.cards import Bar
from bot.charts.font import FOLDER, Font, bold, regular
from bot.charts.lettering import cleaned, drawable, wrapped
from bot.engine.wording import percent

WIDTH = 1_000
MARGIN = 40
LINE = 1.3
"""From one line of a text to its next, as a share of the size."""
TITLE_SIZE = 36
LABEL_SIZE = 30
PERCENT_WIDTH = 110
"""Kept free at the right of every bar; "100 %" in bold needs 92."""
TRACK = WIDTH - 2 * MARGIN - PERCENT_WIDTH
"""The length of a bar whose share is 1."""
THIN, THICK = 18, 30
"""How high a bar is, and the leading one."""
MOST_BARS = 12
"""Drawing takes time that grows with the letters, and nothing else runs meanwhile."""

_ROUNDING = 1e-9
"""Sums of floats may miss the ends of a share by so much."""
_NARROW = 0.99
"""Lines keep this much of their width, because kerning may widen them a little."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, and the height of its baseline."""

    text: str
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    """One bar as it is drawn, in pixels from the top left.

    Attributes:
        label: the lines above the bar.
        leads: whether no share is greater.
        top: the bar's upper edge.
        height: of the bar.
        length: of the bar.
        percent: the share as it is written at the right.
        baseline: where that stands.
        end: where the next row may begin.
    """

    label: tuple[Line, ...]
    leads: bool
    top: int
    height: int
    length: float
    percent: str
    baseline: float
    end: float


def to_png(bars: Sequence[Bar], title: str) -> bytes:
    """The picture as a PNG file; equal values give equal bytes.

    A label or a title may hold anything. Characters that the font lacks are drawn as "?" each;
    past ``LONGEST`` characters an ellipsis shows that there is more.

    Raises:
        ValueError: no bars, more than ``MOST_BARS``, or a share that is not from 0 to 1.
    """
    return svg_to_bytes(
        svg_string=to_svg(bars, title),
        skip_system_fonts=True,
        font_files=[str(regular().file), str(bold().file)],
    )


def to_svg(bars: Sequence[Bar], title: str) -> str:
    """The picture as an SVG document that stands alone or inside a page.

    Raises:
        ValueError: as ``to_png``.
    """
    shares = [_share(bar) for bar in bars]
    if not 0 < len(shares) <= MOST_BARS:
        raise ValueError(f"a chart has 1 to {MOST_BARS} bars, not {len(shares)}")
    heading = tuple(_lines(title, bold(), TITLE_SIZE, MARGIN / 2))
    rows = list(_rows(bars, shares, heading[-1].y + TITLE_SIZE * 0.75))
    return _template().render(
        width=WIDTH,
        height=round(rows[-1].end + MARGIN / 2),
        margin=MARGIN,
        track=TRACK,
        title=heading,
        title_size=TITLE_SIZE,
        label_size=LABEL_SIZE,
        rows=rows,
        described=described(bars, title),
    )


def described(bars: Sequence[Bar], title: str) -> str:
    """What the picture says, for whoever cannot see it: the title, labels and percentages.

    It keeps the characters that the font lacks, and the whole of long labels.
    """
    told = ", ".join(f"{cleaned(bar.label)} {_percent(_share(bar))}" for bar in bars)
    return f"{cleaned(title)}: {told}" if cleaned(title) else told


def _share(bar: Bar) -> float:
    """The bar's share without rounding errors.

    Raises:
        ValueError: it is none.
    """
    if not -_ROUNDING <= bar.share <= 1 + _ROUNDING:
        raise ValueError(f"{bar.share} is not a share from 0 to 1")
    return min(max(bar.share, 0.0), 1.0)


def _percent(share: float) -> str:
    """The share in per cents; the space does not break."""
    return f"{percent(share)}\N{NO-BREAK SPACE}%"


def _rows(bars: Sequence[Bar], shares: Sequence[float], top: float) -> Iterator[Row]:
    """The rows from this height downwards; nothing leads when all shares are 0."""
    best = max(shares)
    for bar, share in zip(bars, shares, strict=True):
        row = _row(bar.label, share, top, leads=share == best > 0)
        yield row
        top = row.end


def _row(label: str, share: float, top: float, *, leads: bool) -> Row:
    lines = tuple(_lines(label, bold() if leads else regular(), LABEL_SIZE, top))
    height = THICK if leads else THIN
    above = round(lines[-1].y + LABEL_SIZE * 0.45)  # a whole pixel, so the edge is sharp
    return Row(
        label=lines,
        leads=leads,
        top=above,
        height=height,
        length=share * TRACK,
        percent=_percent(share),
        baseline=above + height / 2 + LABEL_SIZE * 0.36,
        end=above + height + LABEL_SIZE * 0.5,
    )


def _lines(text: str, font: Font, size: int, top: float) -> Iterator[Line]:
    """The text in lines across the picture; the first begins at this height."""
    width = (WIDTH - 2 * MARGIN) * _NARROW
    for number, line in enumerate(wrapped(drawable(text), font, size, width), start=1):
        yield Line(line, top + number * size * LINE)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("chart.svg")
