import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from bot.cards import WeekMark
from bot.charts.lettering import LONGEST
from bot.charts.sheet import LABEL_SIZE, LINE, MARGIN, WIDTH
from bot.charts.weeks import EDGE, MARK_WIDTH, MOST_WEEKS, WeekWords, described, to_png, to_svg
from bot.engine.plans.rhythm import Mark
from tests.charts.pixels import Pixel, Pixels

pytestmark = pytest.mark.thorough

WORDS = WeekWords(
    title="The weeks so far",
    marks={mark: f"was {mark}" for mark in Mark},
    kept="With a bar at the side",
)
MARKS = (*Mark, "done", "partly", "done")
UNKEPT = ("not-yet", "quiet", "rest", "now")
TWELVE = tuple(
    WeekMark(number, f"Topic {number}", mark, kept=mark not in UNKEPT)
    for number, mark in enumerate(MARKS, start=1)
)
WHITE, BAND, INK, GREY = (
    (255, 255, 255),
    (0xE7, 0xEE, 0xFB),
    (0x0B, 0x3D, 0x91),
    (117, 131, 143),
)
NASTY = """<script>&"'</text> {{ 7 * 7 }} {% raw %} &amp; ]]> \x00\x1b[31m\ud800\ufffe"""
SEEN = """<script>&"'</text> {{ 7 * 7 }} {% raw %} &amp; ]]> [31m"""
ONE = WeekMark(7, "Clean tables", "quiet", kept=False)


def text_of(svg: str) -> list[str]:
    """What stands in the document's text elements, as a reader of XML sees it."""
    root = ET.fromstring(svg)  # noqa: S314 - it is our own
    return [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]


def edges(picture: Pixels) -> list[bool]:
    """From the top, for each band whether its edge is drawn."""
    column = picture.column(MARGIN + EDGE + 2)
    starts = [y for y in range(1, len(column)) if column[y] == BAND != column[y - 1]]
    return [picture.row(start + 5)[MARGIN + 1] == INK for start in starts]


def shape(picture: Pixels) -> list[list[Pixel]]:
    """What is drawn left of the topic of the only week in a picture."""
    start = MARGIN + EDGE
    return [picture.row(y, start, start + 110) for y in range(88, picture.height)]


def inks(rows: list[list[Pixel]]) -> set[Pixel]:
    return {pixel for row in rows for pixel in row}


def colours(picture: Pixels) -> Iterator[Pixel]:
    for y in range(picture.height):
        yield from set(picture.row(y))


@pytest.fixture(scope="module")
def twelve() -> Pixels:
    return Pixels(to_png(TWELVE, WORDS))


def test_twelve_weeks_make_a_picture_for_a_phone(twelve: Pixels) -> None:
    assert twelve.width == WIDTH
    assert 780 <= twelve.height <= 860


def test_equal_values_give_equal_bytes() -> None:
    weeks = TWELVE[:2]

    assert to_png(weeks, WORDS) == to_png([replace(week) for week in weeks], WORDS)
    assert to_png(weeks, WORDS) != to_png(weeks, replace(WORDS, title="Another title"))


def test_every_week_has_its_number_its_topic_and_a_word() -> None:
    written = text_of(to_svg(TWELVE, WORDS))

    assert written == [
        WORDS.title,
        *(
            part
            for week in TWELVE
            for part in (str(week.number), week.label, f"was {week.mark}")
        ),
        WORDS.kept,
    ]


def test_a_kept_week_stands_on_a_band_with_an_edge_and_another_on_nothing(
    twelve: Pixels,
) -> None:
    legend = 1
    kept = sum(week.kept for week in TWELVE)

    assert edges(twelve) == [True] * (kept + legend)


def test_where_no_week_is_kept_nothing_tells_of_it() -> None:
    svg = to_svg([ONE], WORDS)

    assert WORDS.kept not in text_of(svg)
    assert "#e7eefb" not in svg


@pytest.fixture(scope="module")
def shapes() -> dict[str, list[list[Pixel]]]:
    return {mark: shape(Pixels(to_png([replace(ONE, mark=mark)], WORDS))) for mark in Mark}


@pytest.mark.parametrize("mark", Mark)
def test_every_mark_has_a_shape_of_its_own_without_colours(
    shapes: dict[str, list[list[Pixel]]], mark: Mark
) -> None:
    dark = {one: [list(map(is_dark, row)) for row in shapes[one]] for one in Mark}

    others = [dark[one] for one in Mark if one is not mark]

    assert any(map(any, dark[mark]))
    assert dark[mark] not in others


def is_dark(pixel: Pixel) -> bool:
    return sum(pixel) < 3 * 160


def test_done_is_full_partly_is_half_and_quiet_is_an_outline(
    shapes: dict[str, list[list[Pixel]]],
) -> None:
    filled = {mark: sum(row.count(INK) for row in shapes[mark]) for mark in Mark}

    assert filled[Mark.PARTLY] == pytest.approx(filled[Mark.DONE] * 0.66, rel=0.1)
    assert 0 < filled[Mark.LIGHTER] < filled[Mark.DONE] / 3
    assert filled[Mark.QUIET] == 0


def week(mark: str) -> WeekMark:
    return replace(ONE, mark=mark)


def test_nothing_looks_like_a_failure(twelve: Pixels) -> None:
    warm = [(red, green, blue) for red, green, blue in colours(twelve) if red > blue + 8]

    assert warm == []


def test_this_week_is_in_bold() -> None:
    svg = to_svg(TWELVE, WORDS)

    groups = re.findall(r'<g font-size="\d+" font-weight="bold">\s*<text[^>]*>([^<]*)', svg)
    assert groups == [str(week.number) for week in TWELVE if week.mark == "now"]


@pytest.mark.parametrize("label", ["Größenprüfung", "Инженер данных", "Μηχανικός", "データ"])
def test_a_topic_leaves_ink_in_every_script(label: str) -> None:
    blank = Pixels(to_png([replace(ONE, label="")], WORDS))
    picture = Pixels(to_png([replace(ONE, label=label)], WORDS))

    changed = [y for y in range(blank.height) if picture.row(y) != blank.row(y)]

    assert len(changed) > LABEL_SIZE / 2


def test_a_word_leaves_ink() -> None:
    blank = Pixels(to_png([ONE], replace(WORDS, marks={Mark.QUIET: ""})))
    picture = Pixels(to_png([ONE], replace(WORDS, marks={Mark.QUIET: "keine Antwort"})))

    changed = [y for y in range(blank.height) if picture.row(y, 700) != blank.row(y, 700)]

    assert len(changed) > LABEL_SIZE / 2


def test_a_long_topic_makes_its_row_higher_and_keeps_every_word() -> None:
    label = "Kohorten und Wiederkehr mit Fensterfunktionen und was sie verschweigen"

    svg = to_svg([replace(ONE, label=label)], WORDS)

    assert label in " ".join(text_of(svg))
    higher = height_of(svg) - height_of(to_svg([ONE], WORDS))
    assert higher == pytest.approx(LABEL_SIZE * LINE, abs=2)


def height_of(svg: str) -> int:
    return int(ET.fromstring(svg).attrib["height"])  # noqa: S314


def test_the_widest_word_stands_in_one_line() -> None:
    for word in ("schon gekonnt", "known already", "keine Antwort", "diese Woche"):
        assert word in text_of(to_svg([ONE], replace(WORDS, marks={Mark.QUIET: word})))


def test_F57_no_line_is_drawn_into_the_margin_or_into_the_next_column() -> None:
    wide = "AVATAR WÄHLT " * 10
    words = WeekWords(wide, {Mark.NOW: wide}, wide)
    weeks = [WeekMark(123_456_789, wide, "now", kept=True)]
    drawn, blank = (
        Pixels(to_png(weeks, words)),
        Pixels(to_png([replace(weeks[0], label="")], words)),
    )

    assert all(set(drawn.row(y, WIDTH - MARGIN + 1)) == {WHITE} for y in range(drawn.height))
    assert drawn.height == blank.height
    rows = [(drawn.row(y), blank.row(y)) for y in range(drawn.height)]
    topic = [x for one, other in rows for x in range(WIDTH) if one[x] != other[x]]
    word_start = WIDTH - MARGIN - 14 - 240
    assert min(topic) > MARGIN + EDGE + MARK_WIDTH
    assert max(topic) < word_start


def test_F57_a_hostile_topic_word_or_title_is_nothing_but_text() -> None:
    words = WeekWords(NASTY, {Mark.DONE: NASTY}, NASTY)
    weeks = [WeekMark(1, NASTY, "done", kept=True)]

    svg = to_svg(weeks, words)

    said = " ".join(text_of(svg)).replace("- ", "")
    assert said.replace(" ", "") == f"{SEEN}1{SEEN}{SEEN}{SEEN}".replace(" ", "")
    assert ET.fromstring(svg).get("aria-label") == described(weeks, words)  # noqa: S314
    assert Pixels(to_png(weeks, words)).width == WIDTH


def test_F57_a_hostile_length_stays_a_picture() -> None:
    words = WeekWords("M" * 20_000, {Mark.DONE: "W" * 20_000}, "W" * 20_000)
    weeks = [WeekMark(1, "W" * 20_000, "done", kept=True)] * MOST_WEEKS

    drawn = max(map(len, text_of(to_svg(weeks, words))))

    assert drawn <= LONGEST
    assert height_of(to_svg(weeks, words)) < 10_000


@pytest.mark.parametrize("number", [0, MOST_WEEKS + 1])
def test_too_few_and_too_many_weeks_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"has 1 to {MOST_WEEKS} weeks, not {number}"):
        to_svg([ONE] * number, WORDS)


def test_a_mark_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="failed"):
        to_png([week("failed")], WORDS)


def test_a_mark_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="no word for a week that is quiet"):
        to_png([ONE], replace(WORDS, marks={}))


def test_the_description_has_the_title_and_each_week_with_its_word() -> None:
    weeks = [WeekMark(3, "データ", "done", kept=True), ONE]

    assert described(weeks, WORDS) == (
        "The weeks so far: 3 データ, was done; 7 Clean tables, was quiet"
    )
    assert described([ONE], replace(WORDS, title="")) == "7 Clean tables, was quiet"
