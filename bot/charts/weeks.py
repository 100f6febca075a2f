"""The picture of somebody's weeks: a row for each, with its topic and what it came to.

What a week came to has a shape and a word, so nobody needs colours. A week that counts in the
rhythm stands on a band with an edge; the others stand on nothing, and nothing is crossed out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cards import WeekMark
from bot.charts import sheet
from bot.charts.font import Font, bold, regular
from bot.charts.lettering import cleaned
from bot.charts.sheet import LABEL_SIZE, LINE, MARGIN, WIDTH, Line
from bot.engine.plans.rhythm import WEEKS_SHOWN, Mark

MOST_WEEKS = WEEKS_SHOWN
EDGE = 8
"""How wide the edge of a kept week is."""
MARK_WIDTH = 42
"""The widest of the shapes; ``weeks.svg`` has them."""
WIDEST_WORD = 240
"""Longer words on a week go on in a second line."""
LEGEND_WIDTH = MARK_WIDTH

_GAP = 14
_PADDING = 5
_BETWEEN = 5
_LIFT = LABEL_SIZE * 0.22
"""So much higher letters stand in the middle of their row."""
_RAISED = LABEL_SIZE * 0.36
"""The middle of a line above its baseline."""


@dataclass(frozen=True, slots=True)
class WeekWords:
    """What is written round the weeks.

    Attributes:
        title: above them.
        marks: the word on a week by the id of its mark.
        kept: what the band with an edge means.
    """

    title: str
    marks: Mapping[str, str]
    kept: str


@dataclass(frozen=True, slots=True)
class Columns:
    """From where to where the parts of a row go, in pixels from the left."""

    number_end: float
    mark_middle: float
    topic_start: float
    word_start: float

    @property
    def topic_width(self) -> float:
        """How long a line of a topic may be."""
        return self.word_start - _GAP - self.topic_start

    @property
    def word_width(self) -> float:
        """How long a line of a word may be."""
        return WIDTH - MARGIN - _GAP - self.word_start


@dataclass(frozen=True, slots=True)
class Row:
    """One week as it is drawn, in pixels from the top left.

    Attributes:
        number: the person's own count.
        mark: which shape it has.
        kept: whether it stands on a band.
        runs: whether it is this week.
        topic: its lines.
        word: the lines of the word on it.
        top: the row's upper edge.
        height: of the row.
    """

    number: str
    mark: Mark
    kept: bool
    runs: bool
    topic: tuple[Line, ...]
    word: tuple[Line, ...]
    top: int
    height: int

    @property
    def middle(self) -> float:
        """The height of the shape's middle: that of the first line."""
        return self.topic[0].y - _RAISED

    @property
    def end(self) -> int:
        """Where the next row may begin."""
        return self.top + self.height + _BETWEEN


def to_png(weeks: Sequence[WeekMark], words: WeekWords) -> bytes:
    """The picture as a PNG file; equal values give equal bytes.

    A label or a word may hold anything, as in the picture of shares.

    Raises:
        ValueError: no weeks, more than ``MOST_WEEKS``, or a mark that is none or has no word.
    """
    return sheet.png(to_svg(weeks, words))


def to_svg(weeks: Sequence[WeekMark], words: WeekWords) -> str:
    """The picture as an SVG document that stands alone or inside a page.

    Raises:
        ValueError: as ``to_png``.
    """
    told = [_word(week, words) for week in weeks]
    if not 0 < len(weeks) <= MOST_WEEKS:
        raise ValueError(f"a picture has 1 to {MOST_WEEKS} weeks, not {len(weeks)}")
    heading, columns = sheet.heading(words.title), _columns(weeks, told)
    rows = list(_rows(weeks, told, columns, round(sheet.below(heading))))
    legend = _legend(words, rows)
    return sheet.rendered(
        "weeks.svg",
        title=heading,
        end=legend[-1].y + _BETWEEN if legend else rows[-1].end,
        described=described(weeks, words),
        columns=columns,
        rows=rows,
        edge=EDGE,
        legend=legend,
        legend_width=LEGEND_WIDTH,
        legend_height=LABEL_SIZE,
        gap=_GAP,
    )


def described(weeks: Sequence[WeekMark], words: WeekWords) -> str:
    """What the picture says, for whoever cannot see it: the title, topics and words.

    Raises:
        ValueError: a mark is none or has no word.
    """
    told = "; ".join(
        f"{week.number} {cleaned(week.label)}, {cleaned(_word(week, words))}" for week in weeks
    )
    title = cleaned(words.title)
    return f"{title}: {told}" if title else told


def _word(week: WeekMark, words: WeekWords) -> str:
    """The word on a week.

    Raises:
        ValueError: its mark is none, or has no word.
    """
    word = words.marks.get(Mark(week.mark))
    if word is None:
        raise ValueError(f"there is no word for a week that is {week.mark}")
    return word


def _columns(weeks: Sequence[WeekMark], told: Sequence[str]) -> Columns:
    """As wide as the widest number and the widest word need; the topics get the rest."""
    widest_number = max(bold().width(str(week.number), LABEL_SIZE) for week in weeks)
    widest_word = max(
        sheet.width(word, _font(week), LABEL_SIZE)
        for week, word in zip(weeks, told, strict=True)
    )
    number_end = MARGIN + EDGE + _GAP + widest_number
    mark_middle = number_end + _GAP + MARK_WIDTH / 2
    return Columns(
        number_end=number_end,
        mark_middle=mark_middle,
        topic_start=mark_middle + MARK_WIDTH / 2 + _GAP,
        word_start=WIDTH - MARGIN - _GAP - min(widest_word, WIDEST_WORD),
    )


def _rows(
    weeks: Sequence[WeekMark], told: Sequence[str], columns: Columns, top: int
) -> Iterator[Row]:
    """The rows from this height downwards."""
    for week, word in zip(weeks, told, strict=True):
        row = _row(week, word, columns, top)
        yield row
        top = row.end


def _row(week: WeekMark, word: str, columns: Columns, top: int) -> Row:
    font = _font(week)
    topic = _cell(week.label, font, top, columns.topic_width)
    said = _cell(word, font, top, columns.word_width)
    number_of_lines = max(len(topic), len(said))
    return Row(
        number=str(week.number),
        mark=Mark(week.mark),
        kept=week.kept,
        runs=font is bold(),
        topic=topic,
        word=said,
        top=top,
        height=round(2 * _PADDING + number_of_lines * LABEL_SIZE * LINE),
    )


def _font(week: WeekMark) -> Font:
    """This week is emphasised."""
    return bold() if week.mark == Mark.NOW else regular()


def _cell(text: str, font: Font, top: int, width: float) -> tuple[Line, ...]:
    """The text in a part of a row."""
    return sheet.lines(text, font, LABEL_SIZE, top + _PADDING - _LIFT, width)


def _legend(words: WeekWords, rows: Sequence[Row]) -> tuple[Line, ...]:
    """What the band means, where there is one."""
    if not any(row.kept for row in rows):
        return ()
    width = WIDTH - 2 * MARGIN - LEGEND_WIDTH - _GAP
    return sheet.lines(words.kept, regular(), LABEL_SIZE, rows[-1].end + _BETWEEN, width)
