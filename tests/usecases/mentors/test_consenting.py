"""A mentee decides what a mentor sees."""

from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.values import Item, State
from bot.engine.weekly.values import Question
from bot.usecases.mentors.asking import Pressed, Wrote
from tests.engine.mentoring.mentees import at_work, person
from tests.fakes.clock import NOON
from tests.fakes.desk_town import DeskTown, account, spot

GONE = "That is over, or it is not yours. **/mentor** shows how things stand."


async def test_F63_a_press_counts_at_once_and_for_this_mentor_only(town: DeskTown) -> None:
    town.pair("sam", here=person())
    town.pair("sam", mentor="lee")
    card = await town.press("sam", await town.mentor("sam", "consent"), "open-1")

    shared = await town.press("sam", card, "share.role")
    kim, lee = await town.status("kim"), await town.status("lee")

    assert shared.body.startswith("You share with **Kim**: role.")
    assert "data analyst" in kim.body
    assert "shares nothing at the moment" in lee.body


@pytest.mark.parametrize("shared", [(), (Item.STEPS,)], ids=["nothing", "something else"])
async def test_F63_a_question_that_was_let_go_for_one_mentor_is_quoted_before_another_may_read(
    catalog: Catalog, town: DeskTown, shared: tuple[Item, ...]
) -> None:
    town.pair("sam", *Item, here=person(at_work(catalog)))
    town.pair("sam", *shared, mentor="lee")

    card = await town.press("sam", await town.mentor("sam", "consent"), "open-2")
    shares = await town.press("sam", card, "share.words")

    assert card.body.endswith(
        "You have let this question go: “How do I know when a chart is too much?” As soon as"
        " you share your question with **Lee**, they can read it."
        " With **stuck** you can take it away, or write it again."
    )
    assert "**Lee** can read this question of yours: “How do I know" in shares.body


@pytest.mark.parametrize(
    "question", [None, Question("How many?", NOON)], ids=["none", "one that was not let go"]
)
async def test_of_what_was_not_let_go_the_card_of_consent_says_nothing(
    catalog: Catalog, town: DeskTown, question: Question | None
) -> None:
    town.pair("sam", here=person(replace(at_work(catalog), question=question)))

    card = await town.mentor("sam", "consent")

    assert "How many?" not in card.body
    assert "let this question go" not in card.body


async def test_F63_with_a_yes_to_a_mentor_it_is_quoted_too(
    catalog: Catalog, town: DeskTown
) -> None:
    town.pair("sam", state=State.INVITED, here=person(at_work(catalog)))

    card = await town.mentor("sam", "accept", "kim")

    assert "is your mentor now" in card.body
    assert "You have let this question go" in card.body


async def test_F63_what_is_withdrawn_while_the_list_is_open_is_gone_from_the_next_page(
    town: DeskTown,
) -> None:
    town.pair("sam", *Item, here=person())
    open_list = await town.status("kim")
    await town.press("sam", await town.mentor("sam", "consent"), "stop.role")
    await town.press("sam", await town.mentor("sam", "consent"), "stop.reasons")

    brief = await town.press("kim", open_list, "open-1")

    assert "data analyst" not in brief.body
    assert "dashboards" not in brief.body


@pytest.mark.parametrize("choice", ["share.role", "stop.role", "share-all", "share-nothing"])
@pytest.mark.parametrize("before", [frozenset(), frozenset({Item.ROLE}), frozenset(Item)])
async def test_a_double_click_is_one_click(
    town: DeskTown, choice: str, before: frozenset[Item]
) -> None:
    town.pair("sam", *before)
    card = await town.mentor("sam", "consent")

    once = await town.press("sam", card, choice)
    twice = await town.press("sam", card, choice)

    assert twice == once


async def test_a_press_on_an_old_card_changes_only_what_it_names(town: DeskTown) -> None:
    pair = town.pair("sam")
    old = await town.mentor("sam", "consent")
    await town.press("sam", old, "share.steps")

    await town.press("sam", old, "share.role")

    assert town.files.pairs[pair.id].consents == {Item.ROLE, Item.STEPS}


async def test_F62_a_mentee_reads_that_their_mentor_is_none_any_more(town: DeskTown) -> None:
    town.pair("sam", Item.ROLE)
    town.demote("kim")

    consent = await town.mentor("sam", "consent")
    mine = await town.mentor("sam")
    opened = await town.press("sam", mine, "open-1")
    pressed = await town.press("sam", consent, "share.steps")

    left = "As far as I can see, **Kim** is no mentor here any more, so they see nothing"
    assert "- **Kim** was your mentor, and is none here any more" in mine.body
    assert [card.body[: len(left)] for card in (consent, opened, pressed)] == [left] * 3


async def test_F66_what_nobody_offered_changes_nothing(town: DeskTown) -> None:
    pair = town.pair("sam", Item.ROLE)
    card = await town.mentor("sam", "consent")

    same = await town.press("sam", card, "share.everything")

    assert same == card
    assert town.files.pairs[pair.id] == pair


@pytest.mark.parametrize("by", ["kim", "lee", "ana", "boss"])
async def test_F67_nobody_else_shares_for_a_mentee(town: DeskTown, by: str) -> None:
    pair = town.pair("sam")
    card = await town.mentor("sam", "consent")

    answer = await town.press(by, card, "share-all")

    assert answer.body == GONE
    assert town.files.pairs[pair.id] == pair


@pytest.mark.parametrize("state", [State.ASKED, State.INVITED, State.ENDED])
async def test_only_a_pair_shares(town: DeskTown, state: State) -> None:
    pair = town.pair("sam", state=state)

    card = await town.mentor("sam", "consent")
    await town.act("sam", Pressed(Spot(View.CONSENT, pair.id), "share-all"))

    assert card.body.startswith("You have no mentor")
    assert town.files.pairs[pair.id] == pair


async def test_a_mention_of_somebody_else_shows_no_pair_that_was_not_meant(
    town: DeskTown,
) -> None:
    town.pair("sam", Item.ROLE)

    meant = await town.mentor("sam", "consent", "kim")
    other = await town.mentor("sam", "consent", "gus")

    assert "stop.role" in {one.id for one in meant.choices}
    assert [one.label for one in other.choices] == ["Kim"]


async def test_the_end_can_be_reached_from_there(town: DeskTown) -> None:
    town.pair("sam")

    card = await town.press("sam", await town.mentor("sam", "consent"), "end")

    assert card.body.startswith("Shall this end, between you and **Kim**?")


async def test_words_on_a_card_that_asks_for_none_are_answered_with_the_way(
    town: DeskTown,
) -> None:
    town.pair("sam")
    card = await town.mentor("sam", "consent")

    answer = await town.act("sam", Wrote(spot(card), "Hello"))

    assert answer.problem


async def test_another_account_of_the_same_person_neither_sees_nor_shares(
    town: DeskTown,
) -> None:
    pair = town.pair("sam")
    card = await town.mentor("sam", "consent")
    moved = replace(pair, mentee=account("sam2"))

    async def linked(who: object, number: int) -> object:
        return moved

    async def all_linked(who: object) -> object:
        return [moved]

    town.files.pairing = linked  # type: ignore[method-assign, assignment]
    town.files.pairings_of = all_linked  # type: ignore[method-assign, assignment]
    pressed = await town.press("sam", card, "share-all")

    assert pressed.body == GONE
    assert (await town.mentor("sam", "consent")).body.startswith("You have no mentor")
