import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack import callbacks
from bot.cards import Place

numbers = st.integers(0, 10**17)
places = st.builds(
    Place, numbers, numbers, st.none() | st.from_regex(r"[a-z_]{1,40}", fullmatch=True)
)


@given(places, st.sampled_from(("answers0", "controls", "home")))
def test_a_place_comes_back_from_the_id_of_its_block(place: Place, part: str) -> None:
    assert callbacks.place_of(callbacks.to_block_id(place, part)) == place


@given(st.text(max_size=300))
def test_F66_any_other_text_is_a_place_or_none_and_never_an_error(text: str) -> None:
    place = callbacks.place_of(text)

    assert place is None or callbacks.place_of(callbacks.to_block_id(place, "x")) == place


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "answers",
        "answers:1",
        "answers:1:2",
        "a:-1:2:",
        "a:1:2.5:q",
        "a:\u0661:2:q",
        f"a:{'9' * 19}:1:q",
        f"a:1:2:{'q' * 300}",
        "a: 1:2:q",
        "a:1:two:q",
    ],
)
def test_F66_what_we_never_write_is_no_place(forged: str) -> None:
    assert callbacks.place_of(forged) is None


@pytest.mark.parametrize(
    ("action_id", "name"),
    [
        ("wr.choose.0", callbacks.CHOOSE),
        ("wr.choose.101", callbacks.CHOOSE),
        ("wr.tick", callbacks.TICK),
        ("wr.choose.x", "wr.choose.x"),
        ("", ""),
        ("other", "other"),
    ],
)
def test_the_kind_of_an_element_is_read_from_its_id(action_id: str, name: str) -> None:
    assert callbacks.name_of(action_id) == name
