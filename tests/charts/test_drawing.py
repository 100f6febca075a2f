import math
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from bot.cards import Bar
from bot.charts.drawing import (
    MOST_BARS,
    PERCENT_WIDTH,
    THICK,
    THIN,
    TRACK,
    described,
    to_png,
    to_svg,
)
from bot.charts.font import bold
from bot.charts.sheet import LABEL_SIZE, LINE, MARGIN, WIDTH
from tests.charts.pixels import Pixel, Pixels

TITLE = "How your answers fit the roles"
FIVE = (
    Bar("Data analyst", 0.6),
    Bar("Machine learning engineer", 0.2),
    Bar("Data scientist", 0.1),
    Bar("Machine learning researcher", 0.06),
    Bar("Data engineer", 0.04),
)
TWELVE = tuple(Bar(f"Week {number}", number / 20) for number in range(1, MOST_BARS + 1))
WHITE, TRACK_COLOUR = (255, 255, 255), (0xE9, 0xEC, 0xEF)
LEADER, OTHER = (0x0B, 0x3D, 0x91), (0x75, 0x83, 0x8F)
NASTY = """<script>&"'</text> {{ 7 * 7 }} {% raw %} &amp; ]]> \x00\x1b[31m\ud800\ufffe"""


def drawn_bars(picture: Pixels) -> list[tuple[Pixel | None, int, int]]:
    """From the top, each bar's colour, length and height; (None, 0, …) for an empty one."""
    found = []
    last = picture.column(MARGIN + TRACK - 1)
    tops = [y for y in range(1, picture.height) if is_bar(last[y]) and not is_bar(last[y - 1])]
    for top in tops:
        height = next(more for more in range(100) if not is_bar(last[top + more]))
        run = picture.row(top + height // 2, MARGIN, MARGIN + TRACK)
        length = sum(pixel in (LEADER, OTHER) for pixel in run)
        found.append((run[0] if length else None, length, height))
    return found


def is_bar(pixel: Pixel) -> bool:
    return pixel in (TRACK_COLOUR, LEADER, OTHER)


def text_of(svg: str) -> list[str]:
    """What stands in the document's text elements, as a reader of XML sees it."""
    root = ET.fromstring(svg)  # noqa: S314 - it is our own
    return [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]


def height_of(svg: str) -> int:
    return int(ET.fromstring(svg).attrib["height"])  # noqa: S314


def changed_rows(one: Pixels, other: Pixels, start: int, end: int) -> list[int]:
    """The heights at which two pictures differ, between two columns."""
    assert one.height == other.height
    return [y for y in range(one.height) if one.row(y, start, end) != other.row(y, start, end)]


def groups(heights: Sequence[int]) -> int:
    """How many runs without a gap these rising heights make."""
    return 1 + sum(later - earlier > 1 for earlier, later in pairwise(heights))


@pytest.fixture(scope="module")
def five() -> Pixels:
    return Pixels(to_png(FIVE, TITLE))


def test_five_roles_make_a_picture_for_a_phone() -> None:
    picture = Pixels(to_png(FIVE, TITLE))

    assert picture.width == WIDTH
    assert 540 <= picture.height <= 580


def test_equal_values_give_equal_bytes() -> None:
    assert to_png(FIVE, TITLE) == to_png([replace(bar) for bar in FIVE], TITLE)
    assert to_png(FIVE, TITLE) != to_png(FIVE, "Another title")


def test_bars_are_as_long_as_their_shares(five: Pixels) -> None:
    bars = drawn_bars(five)

    assert [length for _, length, _ in bars] == pytest.approx(
        [bar.share * TRACK for bar in FIVE], abs=1
    )


def test_the_leader_differs_in_colour_thickness_and_bold_letters(five: Pixels) -> None:
    bars, svg = drawn_bars(five), to_svg(FIVE, TITLE)

    assert [(colour, height) for colour, _, height in bars] == [
        (LEADER, THICK),
        *[(OTHER, THIN)] * 4,
    ]
    assert re.findall(r'<g font-size="\d+" font-weight="bold">\s*<text[^>]*>([^<]*)', svg) == [
        "Data analyst"
    ]


def test_the_leader_is_told_apart_without_seeing_colours() -> None:
    assert contrast(LEADER, WHITE) > 7
    assert contrast(OTHER, WHITE) > 3
    assert contrast(LEADER, OTHER) > 2
    assert contrast(OTHER, TRACK_COLOUR) > 3


def contrast(one: Pixel, other: Pixel) -> float:
    """The ratio of two colours' luminances, as the guidelines for the web count it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(pixel: Pixel) -> float:
    red, green, blue = (
        value / 255 / 12.92 if value < 11 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in pixel
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_labels_are_drawn_where_they_stand(five: Pixels) -> None:
    blank = Pixels(to_png([replace(bar, label="") for bar in FIVE], TITLE))

    changed = changed_rows(five, blank, MARGIN, WIDTH - MARGIN)

    assert groups(changed) == len(FIVE)
    assert LABEL_SIZE * 0.7 * len(FIVE) < len(changed) < LABEL_SIZE * 1.1 * len(FIVE)


def test_the_title_is_drawn_above_everything(five: Pixels) -> None:
    blank = Pixels(to_png(FIVE, ""))

    changed = changed_rows(five, blank, 0, WIDTH)

    assert changed
    assert max(changed) < 90


def test_percentages_are_drawn_beside_every_bar(five: Pixels) -> None:
    ink = [
        y
        for y in range(90, five.height)
        if set(five.row(y, WIDTH - MARGIN - PERCENT_WIDTH + 5)) != {WHITE}
    ]

    assert groups(ink) == len(FIVE)


@pytest.mark.parametrize("label", ["Größenprüferin", "Инженер данных", "Μηχανικός", "データ"])
def test_a_label_leaves_ink_in_every_script(label: str) -> None:
    blank = Pixels(to_png([Bar("", 0.5)], TITLE))
    picture = Pixels(to_png([Bar(label, 0.5)], TITLE))

    assert len(changed_rows(picture, blank, MARGIN, WIDTH)) > LABEL_SIZE / 2


def test_a_label_that_the_font_lacks_is_drawn_in_marks_and_described_in_full() -> None:
    bars = [Bar("データ", 1)]

    assert "???" in text_of(to_svg(bars, TITLE))
    assert described(bars, TITLE) == f"{TITLE}: データ 100\xa0%"


def test_a_long_label_makes_the_picture_higher_and_keeps_every_word() -> None:
    label = "Entwicklerin für maschinelles Lernen und Verantwortliche für Datenqualität (m/w/d)"

    svg = to_svg([Bar(label, 0.4), *FIVE[1:]], TITLE)

    assert label in " ".join(text_of(svg))
    higher = height_of(svg) - height_of(to_svg(FIVE, TITLE))
    assert higher == pytest.approx(LABEL_SIZE * LINE, abs=2)


def test_no_line_is_drawn_into_the_right_margin() -> None:
    wide = "AVATAR WÄHLT " * 10
    picture = Pixels(to_png([Bar(wide, 1), Bar(wide, 0.5)], wide))

    assert all(
        set(picture.row(y, WIDTH - MARGIN + 1)) == {WHITE} for y in range(picture.height)
    )


def test_a_whole_share_does_not_run_into_its_percentage() -> None:
    assert bold().width("100 %", LABEL_SIZE) < PERCENT_WIDTH - 10


def test_twelve_bars_are_all_there() -> None:
    bars = drawn_bars(Pixels(to_png(TWELVE, TITLE)))

    assert [length for _, length, _ in bars] == pytest.approx(
        [bar.share * TRACK for bar in TWELVE], abs=1
    )
    assert [colour for colour, _, _ in bars] == [OTHER] * 11 + [LEADER]


def test_one_bar_makes_a_small_picture() -> None:
    picture = Pixels(to_png([Bar("Data analyst", 1)], TITLE))

    assert drawn_bars(picture) == [(LEADER, TRACK, THICK)]
    assert picture.height < 250


def test_where_all_shares_are_zero_nothing_leads() -> None:
    bars = drawn_bars(Pixels(to_png([Bar("a", 0), Bar("b", 0.0)], TITLE)))

    assert bars == [(None, 0, THIN)] * 2


def test_two_that_are_equal_lead_together() -> None:
    bars = drawn_bars(Pixels(to_png([Bar("a", 0.4), Bar("b", 0.4), Bar("c", 0.2)], TITLE)))

    assert [colour for colour, _, _ in bars] == [LEADER, LEADER, OTHER]


def test_shares_are_drawn_as_they_are_whatever_they_sum_to() -> None:
    bars = drawn_bars(Pixels(to_png([Bar("a", 0.9), Bar("b", 0.8), Bar("c", 0.7)], TITLE)))

    assert [length for _, length, _ in bars] == pytest.approx(
        [0.9 * TRACK, 0.8 * TRACK, 0.7 * TRACK], abs=1
    )


def test_a_share_that_misses_its_range_by_a_rounding_error_is_drawn() -> None:
    said = described([Bar("a", 1 + 2e-16), Bar("b", -1e-17)], TITLE)

    assert said == f"{TITLE}: a 100\xa0%, b 0\xa0%"


@pytest.mark.parametrize("share", [-0.1, 1.1, math.nan, math.inf])
def test_what_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="is not a share from 0 to 1"):
        to_png([Bar("a", share)], TITLE)


@pytest.mark.parametrize("number", [0, MOST_BARS + 1])
def test_too_few_and_too_many_bars_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"has 1 to {MOST_BARS} bars, not {number}"):
        to_svg([Bar("a", 0)] * number, TITLE)


def test_a_hostile_label_or_title_is_nothing_but_text() -> None:
    bars = [Bar(NASTY, 1)]

    svg = to_svg(bars, NASTY)

    seen = """<script>&"'</text> {{ 7 * 7 }} {% raw %} &amp; ]]> [31m"""
    assert " ".join(text_of(svg)) == f"{seen} {seen} 100\xa0%"
    assert ET.fromstring(svg).get("aria-label") == described(bars, NASTY)  # noqa: S314
    assert Pixels(to_png(bars, NASTY)).width == WIDTH


def test_a_hostile_length_stays_a_picture() -> None:
    picture = Pixels(to_png([Bar("W" * 100_000, 1)], "M" * 100_000))

    assert picture.height < 600


def test_the_description_has_the_title_and_each_label_with_its_percentage() -> None:
    assert described(FIVE[:2], TITLE) == (
        f"{TITLE}: Data analyst 60\xa0%, Machine learning engineer 20\xa0%"
    )
    assert described(FIVE[:1], "") == "Data analyst 60\xa0%"


def test_help_and_a_walk_do_not_pay_for_pictures() -> None:
    asked = "import sys, bot.cli, bot.wiring; print(sorted(sys.modules))"

    loaded = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    ).stdout

    assert "'bot.wiring'" in loaded
    assert not any(f"'{name}'" in loaded for name in ("bot.charts", "jinja2", "resvg_py"))
