import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import Bar, Card, Choice, Place, Progress, Result, Several, WeekMark
from bot.engine.state import Answer, NotSure, Picked, Skipped, Wrote
from bot.store.rows import from_answer, from_card, to_answer, to_card

texts = st.text(max_size=40)
counts = st.integers(0, 2**31)
shares = st.floats(0, 1)
choices = st.lists(st.builds(Choice, id=texts, label=texts), max_size=4).map(tuple)
results = st.builds(
    Result,
    role=st.none() | texts,
    fits=st.dictionaries(texts, shares, max_size=5),
    reasons=st.lists(texts, max_size=3).map(tuple),
    flip=st.none() | texts,
)
cards = st.builds(
    Card,
    body=texts,
    place=st.none()
    | st.builds(Place, conversation=counts, version=counts, question=st.none() | texts),
    recap=texts,
    choices=choices,
    several=st.none() | st.builds(Several, least=counts, most=counts),
    progress=st.none() | st.builds(Progress, at=counts, of=counts),
    controls=choices,
    chart=st.lists(st.builds(Bar, label=texts, share=shares), max_size=5).map(tuple),
    weeks=st.lists(
        st.builds(WeekMark, number=counts, label=texts, mark=texts, kept=st.booleans()),
        max_size=3,
    ).map(tuple),
    result=st.none() | results,
    private=st.booleans(),
    problem=st.booleans(),
    links=st.lists(texts, max_size=2).map(tuple),
)
options = st.frozensets(texts, max_size=5)
answers: st.SearchStrategy[Answer] = st.one_of(
    st.builds(Picked, options),
    st.builds(Wrote, texts, options),
    st.just(NotSure()),
    st.just(Skipped()),
)


@given(cards)
@settings(deadline=None)
def test_a_card_comes_back_from_json_as_it_was_stored(card: Card) -> None:
    stored = json.loads(from_card(card))

    assert to_card(stored) == card


@given(st.builds(Card, body=texts, result=results))
@settings(deadline=None)
def test_the_order_of_the_fits_survives(card: Card) -> None:
    stored = json.loads(from_card(card))

    back = to_card(stored).result
    assert back is not None
    assert card.result is not None
    assert list(back.fits) == list(card.result.fits)


@given(answers)
@settings(deadline=None)
def test_an_answer_comes_back_from_its_columns_as_it_was_given(answer: Answer) -> None:
    stored = from_answer(answer)

    assert to_answer(**stored | {"options": json.dumps(stored["options"])}) == answer


def test_an_answer_in_a_manner_that_we_do_not_know_is_none() -> None:
    with pytest.raises(ValueError, match="manner"):
        to_answer("sung", "[]", None)


def test_a_share_that_json_keeps_as_a_whole_number_can_be_read() -> None:
    card = to_card({"body": "", "chart": [{"label": "All", "share": 1}]})

    assert card.chart == (Bar("All", 1.0),)


def test_a_card_whose_addresses_are_none_cannot_be_read() -> None:
    with pytest.raises(TypeError):
        to_card({"body": "", "links": [1]})


def test_a_card_that_an_older_version_wrote_can_be_read() -> None:
    oldest = {"body": "Hello", "private": True}

    assert to_card(oldest) == Card(body="Hello")
