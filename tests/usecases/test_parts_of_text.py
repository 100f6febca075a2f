"""Which addresses of a text are ours, and which are nothing but words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.usecases.parts_of_text import Kind, Part, parts

OURS = "https://docs.example/learn"
LONGER = f"{OURS}/more"
PIECES = [OURS, LONGER, "https://evil.example", "**", "*", " ", "\n", "(", ")", ".", "/x", "- "]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=9).map("".join)


def links(text: str, *ours: str) -> list[str]:
    return [one.text for one in parts(text, ours or (OURS,)) if one.kind is Kind.LINK]


@pytest.mark.parametrize(
    "text",
    [
        OURS,
        f"Start here: a page, {OURS}",
        f"{OURS}\nnext",
        f"See {OURS}. Then go on",
        f"A page ({OURS}), and more",
        f"**Title**\n{OURS} **bold**",
        f"“Why {OURS}?”\nStart: {OURS}",
    ],
)
def test_an_address_of_ours_can_be_followed_where_it_stands_by_itself(text: str) -> None:
    assert links(text) == [OURS]


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example",
        f"{OURS}/evil",
        f"{OURS}.evil.example",
        f"{OURS}@evil.example",
        f"{OURS}?to=evil",
        f"{OURS}.)evil",
        f"{OURS}\u200b/evil",
        f"{OURS}**/evil**",
        f"**{OURS}**/evil",
        f"https://evil.example/{OURS}",
        f"x{OURS}",
        f"<{OURS}|evil>",
        OURS.removesuffix("n"),
        OURS.upper(),
    ],
)
def test_F58_any_other_address_is_words_however_much_of_it_is_ours(text: str) -> None:
    assert links(text) == []


def test_F58_without_a_name_no_address_is_ours() -> None:
    assert [*parts(OURS)] == [Part(Kind.WORDS, OURS)]


def test_of_two_addresses_that_begin_alike_each_is_found_whole() -> None:
    assert links(f"{OURS} {LONGER}", OURS, LONGER) == [OURS, LONGER]


@given(text=TEXTS)
def test_nothing_of_a_text_is_lost_but_the_marks_of_what_is_bold(text: str) -> None:
    told = [*parts(text, (OURS, LONGER))]
    marks = {Kind.BOLD: "**"}

    whole = (f"{marks.get(one.kind, '')}{one.text}{marks.get(one.kind, '')}" for one in told)
    assert "".join(whole) == text
    assert all(one.text for one in told)
