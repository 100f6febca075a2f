"""The picture of some shares: where everything stands, and its three forms.

With five bars it is about 560 pixels high.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cards import Bar
from bot.charts import sheet
from bot.charts.font import bold, regular
from bot.charts.lettering import cleaned
from bot.charts.sheet import LABEL_SIZE, MARGIN, WIDTH, Line
from bot.engine.wording import percent

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
    return sheet.png(to_svg(bars, title))


def to_svg(bars: Sequence[Bar], title: str) -> str:
    """The picture as an SVG document that stands alone or inside a page.

    Raises:
        ValueError: as ``to_png``.
    """
    shares = [_share(bar) for bar in bars]
    if not 0 < len(shares) <= MOST_BARS:
        raise ValueError(f"a chart has 1 to {MOST_BARS} bars, not {len(shares)}")
    heading = sheet.heading(title)
    rows = list(_rows(bars, shares, sheet.below(heading)))
    return sheet.rendered(
        "chart.svg",
        title=heading,
        end=rows[-1].end,
        described=described(bars, title),
        track=TRACK,
        rows=rows,
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
    lines = sheet.lines(label, bold() if leads else regular(), LABEL_SIZE, top)
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
