"""One request in the pool, one mentor in a community, and a rest after being turned down."""

from datetime import timedelta

import pytest

from bot.engine.mentoring.desk import Spot, View
from bot.engine.mentoring.values import Item, Party, State
from bot.ports.mentoring import Community, Pairing
from bot.ports.outbox import Kind
from bot.ports.roster import STRANGER
from bot.ports.waiting import BACK_AFTER, MEETS_AGAIN_AFTER, REMINDED_AFTER
from bot.usecases.mentors.asking import Pressed
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.pairing import chased
from tests.fakes.desk_town import CLUB, DeskTown, account

MINUTE = timedelta(minutes=1)
HAS_MENTOR = "You have a mentor here already: **Kim**. One at a time: **/mentor end** parts you"
ANOTHER_STANDS = (
    "**{}** cannot say yes, but your other request stays: any mentor here can take it."
)
FOUND = (
    "**Sam** has a mentor here now, so what they asked you no longer stands, and you need do "
    "nothing."
)
CANNOT_NOW = "**Sam** cannot say yes right now. That is no word about you."
LATELY = "was declined, taken back or ended in the last 14 days"


def opens(town: DeskTown) -> list[Pairing]:
    return [one for one in town.files.pairs.values() if one.state is not State.ENDED]


def heard(town: DeskTown, name: str) -> list[str]:
    """What somebody read of what is over."""
    told = [one for one in town.files.told if one.to == account(name) and one.card]
    return [one.card.body for one in told if one.card and one.kind is Kind.CLOSED]


async def asked_by_sam(town: DeskTown, *mentors: str) -> None:
    """Sam asks these, and with an empty name anybody."""
    for name in mentors:
        await town.mentor("sam", "ask", person=name)


async def ends(town: DeskTown, by: str) -> None:
    await town.press(by, await town.mentor(by, "end"), "really-end")


# One request in the pool


async def test_what_mentors_decline_stands_in_the_pool_once(town: DeskTown) -> None:
    await asked_by_sam(town, "kim", "lee")

    for name in ("kim", "lee"):
        await town.mentor(name, "decline")

    (left,) = opens(town)
    assert left.mentor is None
    assert left.declined_by == {account("kim")}
    first, second = heard(town, "sam")
    assert first.startswith("**Kim** cannot be your mentor right now. Your request stays")
    assert second == ANOTHER_STANDS.format("Lee")


async def test_A16_what_nobody_answers_stands_in_the_pool_once(town: DeskTown) -> None:
    await asked_by_sam(town, "", "kim")
    town.clock.pass_by(BACK_AFTER)

    await town.files.chase_answers(10, chased(Closing(town.catalog)))

    assert [one.mentor for one in opens(town)] == [None]
    assert heard(town, "sam") == [ANOTHER_STANDS.format("Kim")]


# One mentor


@pytest.mark.parametrize(("takes", "left"), [("kim", "lee"), ("lee", "kim")])
async def test_whoever_takes_a_request_first_is_the_mentor_and_the_others_hear_of_it(
    town: DeskTown, takes: str, left: str
) -> None:
    await asked_by_sam(town, "", "kim", "lee")

    waiting = await town.mentor(takes, "accept now")
    card = await town.press(takes, waiting, "open-2" if takes == "kim" else "open-3")
    await town.press(takes, card, "accept")

    (pair,) = opens(town)
    assert (pair.state, pair.mentor) == (State.ACTIVE, account(takes))
    assert heard(town, left) == [FOUND]
    assert (await town.mentor(left, "accept")).body.startswith("Nobody is waiting")


async def test_a_request_of_the_pool_that_is_taken_ends_what_was_asked_of_others(
    town: DeskTown,
) -> None:
    await asked_by_sam(town, "", "lee")

    await town.press("kim", await town.mentor("kim", "accept"), "accept")

    assert [(one.state, one.mentor) for one in opens(town)] == [(State.ACTIVE, account("kim"))]
    assert len(heard(town, "lee")) == 1


async def test_an_invitation_that_is_taken_ends_what_was_asked(town: DeskTown) -> None:
    await town.mentor("kim", "invite", person="sam")
    await asked_by_sam(town, "")

    await town.mentor("sam", "accept", "kim")

    assert [one.state for one in opens(town)] == [State.ACTIVE]


@pytest.mark.parametrize("person", ["", "lee"])
async def test_whoever_has_a_mentor_here_asks_for_no_other(town: DeskTown, person: str) -> None:
    town.pair("sam", *Item)

    card = await town.mentor("sam", "ask", person=person)

    assert card.body.startswith(HAS_MENTOR)
    assert len(opens(town)) == 1


async def test_whoever_has_a_mentor_here_takes_no_invitation_of_another(town: DeskTown) -> None:
    town.pair("sam")
    await town.mentor("lee", "invite", person="sam")

    card = await town.mentor("sam", "accept", "lee")

    assert card.body.startswith(HAS_MENTOR)
    assert "I have told **Lee** that it does not suit you now." in card.body
    assert [one.state for one in opens(town)] == [State.ACTIVE]
    assert heard(town, "lee") == [CANNOT_NOW]


@pytest.mark.parametrize("how", ["is withdrawn", "its mentor is none any more"])
async def test_an_invitation_that_is_not_shown_is_in_no_list_and_its_end_is_told_to_nobody(
    town: DeskTown, how: str
) -> None:
    town.pair("sam")
    await town.mentor("lee", "invite", person="sam")

    mine = await town.mentor("sam")
    to_end = await town.mentor("sam", "end")
    town.files.told.clear()
    if how == "is withdrawn":
        ends = await town.mentor("lee", "end", person="sam")
        await town.press("lee", ends, "really-end")
    else:
        await town.admin("boss", "mentors remove", person="lee")

    assert "Lee" not in mine.body
    assert to_end.body.startswith("Shall this end, between you and **Kim**?")
    assert len(opens(town)) == 1
    assert town.files.told == []


async def test_whoever_could_not_take_an_invitation_can_be_invited_again_at_once(
    town: DeskTown,
) -> None:
    pair = town.pair("sam")
    await town.mentor("lee", "invite", person="sam")
    await town.mentor("sam", "accept", "lee")
    del town.files.pairs[pair.id]

    card = await town.mentor("lee", "invite", person="sam")

    assert card.body.startswith("I have invited **Sam**")


async def test_a_mentor_takes_no_request_of_somebody_who_has_one_meanwhile(
    town: DeskTown,
) -> None:
    town.pair("sam", state=State.ASKED)
    town.pair("sam", mentor="lee")

    card = await town.mentor("kim", "accept", "sam")

    assert card.body.startswith("That did not work: it was answered meanwhile")
    assert [one.state for one in opens(town)] == [State.ASKED, State.ACTIVE]


async def test_an_admin_can_give_somebody_a_second_mentor(town: DeskTown) -> None:
    town.pair("sam")

    card = await town.admin("boss", "mentors assign", person="lee", other="sam")

    assert card.body.startswith("**Lee** is the mentor of **Sam** now.")
    assert [one.state for one in opens(town)] == [State.ACTIVE] * 2


async def test_with_an_assignment_what_somebody_asked_is_answered(town: DeskTown) -> None:
    await asked_by_sam(town, "", "kim")

    await town.admin("boss", "mentors assign", person="lee", other="sam")

    assert [(one.state, one.mentor) for one in opens(town)] == [(State.ACTIVE, account("lee"))]
    assert heard(town, "kim")[0].startswith("**Sam** has a mentor here now")


@pytest.mark.parametrize(
    ("by", "words", "person"), [("sam", "ask", "kim"), ("kim", "invite", "sam")]
)
async def test_an_admin_makes_a_pair_of_two_of_whom_one_waits_for_the_other(
    town: DeskTown, by: str, words: str, person: str
) -> None:
    await town.mentor(by, words, person=person)

    card = await town.admin("boss", "mentors assign", person="kim", other="sam")

    assert card.body.startswith("**Kim** is the mentor of **Sam** now.")
    assert [(one.state, one.mentor) for one in opens(town)] == [(State.ACTIVE, account("kim"))]
    assert heard(town, "kim") == heard(town, "sam") == []


async def test_the_first_yes_ends_the_invitations_of_other_mentors_who_hear_it_kindly(
    town: DeskTown,
) -> None:
    for name in ("kim", "lee"):
        await town.mentor(name, "invite", person="sam")

    await town.press("sam", await town.mentor("sam", "accept"), "open-1")
    await town.act("sam", Pressed(Spot(View.PAIRING, 1), "accept"))

    assert [(one.state, one.mentor) for one in opens(town)] == [(State.ACTIVE, account("kim"))]
    assert heard(town, "lee") == [CANNOT_NOW]
    assert heard(town, "kim") == []


@pytest.mark.parametrize(("state", "told"), [(State.INVITED, True), (State.ASKED, False)])
async def test_nobody_is_reminded_of_what_cannot_be_taken_beside_another_mentor(
    town: DeskTown, state: State, *, told: bool
) -> None:
    town.pair("sam")
    town.pair("sam", mentor="lee", state=state)
    town.clock.pass_by(REMINDED_AFTER)

    rounds = [
        await town.files.chase_answers(10, chased(Closing(town.catalog))) for _ in range(2)
    ]

    assert rounds == [1, 0]
    assert heard(town, "lee") == ([CANNOT_NOW] if told else [])
    assert [one.to for one in town.files.told] == [account("lee")] * told


async def test_a_mentor_elsewhere_is_none_here(town: DeskTown) -> None:
    town.pair("sam", community=Community("slack", "T2"))

    card = await town.mentor("sam", "ask", person="lee")

    assert card.body.startswith("I have asked **Lee**.")


# A mentor who is none any more


@pytest.mark.parametrize("is_seen", [True, False])
@pytest.mark.parametrize("person", ["", "lee"])
async def test_whoever_was_left_by_their_mentor_asks_for_another(
    town: DeskTown, person: str, is_seen: bool
) -> None:
    pair = town.pair("sam", *Item)
    if is_seen:
        await town.admin("boss", "mentors remove", person="kim")
    else:
        town.demote("kim")

    card = await town.mentor("sam", "ask", person=person)

    assert not card.body.startswith("You have a mentor here already")
    assert [one.state for one in opens(town)] == [State.ACTIVE, State.ASKED]
    left = [one.to for one in town.files.told if one.kind is Kind.MENTOR_LEFT]
    assert left == [account("sam"), account("kim")]
    assert town.files.pairs[pair.id].consents == frozenset(Item)


async def test_whoever_was_left_by_their_mentor_takes_an_invitation_of_another(
    town: DeskTown,
) -> None:
    town.pair("sam")
    await town.mentor("lee", "invite", person="sam")
    town.demote("kim")

    card = await town.mentor("sam", "accept", "lee")

    assert card.body.startswith("**Lee** is your mentor now.")


async def finds_another(town: DeskTown, how: str) -> None:
    """Sam, whose mentor is none any more, is a pair with lee from now on."""
    match how:
        case "asks":
            await town.mentor("sam", "ask", person="lee")
            await town.mentor("lee", "accept", "sam")
        case "is invited":
            await town.mentor("lee", "invite", person="sam")
            await town.mentor("sam", "accept", "lee")
        case _:
            await town.admin("boss", "mentors assign", person="lee", other="sam")


@pytest.mark.parametrize("how", ["asks", "is invited", "is assigned"])
@pytest.mark.parametrize("is_seen", [True, False])
async def test_whoever_finds_another_mentor_has_one_also_when_the_first_comes_back(
    town: DeskTown, how: str, *, is_seen: bool
) -> None:
    pair = town.pair("sam", *Item)
    if is_seen:
        await town.admin("boss", "mentors remove", person="kim")
    else:
        town.demote("kim")

    await finds_another(town, how)
    over = town.files.pairs[pair.id]
    await town.admin("boss", "mentors add", person="kim")

    assert (over.state, over.consents) == (State.ENDED, frozenset())
    assert [(one.state, one.mentor) for one in opens(town)] == [(State.ACTIVE, account("lee"))]
    assert heard(town, "kim") == [
        (
            "**Sam** has another mentor here now, so it is over between the two of you. What "
            "they shared is hidden, and your notes about them are deleted."
        )
    ]
    assert heard(town, "sam")[-1].startswith(
        "You have another mentor here now, so it is over between you and **Kim**"
    )
    assert Kind.MENTOR_BACK not in [one.kind for one in town.files.told]


async def test_two_mentors_whom_an_admin_gave_stay_two_when_one_comes_back(
    town: DeskTown,
) -> None:
    town.pair("sam")
    await town.admin("boss", "mentors assign", person="lee", other="sam")

    await town.admin("boss", "mentors remove", person="kim")
    await town.admin("boss", "mentors add", person="kim")

    assert [one.mentor for one in opens(town)] == [account("kim"), account("lee")]


async def test_what_was_asked_while_a_mentor_was_none_is_over_when_they_come_back(
    town: DeskTown,
) -> None:
    town.pair("sam")
    await town.admin("boss", "mentors remove", person="kim")
    await town.mentor("lee", "invite", person="sam")
    await asked_by_sam(town, "")
    await town.admin("boss", "mentors add", person="boss")
    await asked_by_sam(town, "boss")

    await town.admin("boss", "mentors add", person="kim")

    assert [(one.state, one.mentor) for one in opens(town)] == [(State.ACTIVE, account("kim"))]
    assert heard(town, "lee") == [CANNOT_NOW]
    assert heard(town, "boss") == [FOUND]
    assert heard(town, "sam") == [
        "As **Kim** is your mentor again, what you had asked others no longer stands."
    ]


async def test_a_mentor_of_whom_nobody_can_tell_is_one_until_somebody_can(
    town: DeskTown,
) -> None:
    town.pair("sam")
    town.roster.people[account("kim"), CLUB] = STRANGER

    card = await town.mentor("sam", "ask", person="lee")

    assert card.body.startswith(HAS_MENTOR)


async def test_the_mentor_who_is_named_is_the_one_who_still_is_one(town: DeskTown) -> None:
    town.pair("sam", mentor="lee")
    town.demote("lee")
    town.pair("sam")

    card = await town.mentor("sam", "ask")

    assert card.body.startswith(HAS_MENTOR)


# A rest


@pytest.mark.parametrize("how", ["declined", "declined and taken back", "taken back", "left"])
async def test_whoever_was_turned_down_asks_the_same_mentor_again_after_two_weeks(
    town: DeskTown, how: str
) -> None:
    await asked_by_sam(town, "kim")
    match how:
        case "declined":
            await town.mentor("kim", "decline")
        case "declined and taken back":
            await town.mentor("kim", "decline")
            await ends(town, "sam")
        case "taken back":
            await ends(town, "sam")
        case _:
            await town.mentor("kim", "accept", "sam")
            await ends(town, "kim")
    town.clock.pass_by(MEETS_AGAIN_AFTER - MINUTE)

    early = await town.mentor("sam", "ask", person="kim")
    other = await town.mentor("sam", "ask", person="lee")
    town.clock.pass_by(MINUTE)
    later = await town.mentor("sam", "ask", person="kim")

    assert early.body.startswith("Something between you and **Kim** was declined")
    assert LATELY in early.body
    assert other.body.startswith("I have asked **Lee**.")
    assert later.body.startswith("I have asked **Kim**.")


async def test_whoever_left_a_mentor_may_ask_them_again_at_once_and_is_left_alone_by_them(
    town: DeskTown,
) -> None:
    await asked_by_sam(town, "kim")
    await town.mentor("kim", "accept", "sam")
    await ends(town, "sam")

    invited = await town.mentor("kim", "invite", person="sam")
    asked = await town.mentor("sam", "ask", person="kim")

    assert invited.body.startswith("I have not invited **Sam**")
    assert LATELY in invited.body
    assert asked.body.startswith("I have asked **Kim**.")


async def test_whoever_takes_a_request_to_anybody_back_can_ask_anybody_again_at_once(
    town: DeskTown,
) -> None:
    await asked_by_sam(town, "")
    await ends(town, "sam")

    again = await town.mentor("sam", "ask")

    assert again.body.startswith("I have put you on the list")
    assert [(one.state, one.mentor) for one in opens(town)] == [(State.ASKED, None)]


async def test_a_mentor_who_left_a_request_to_the_others_can_be_asked(town: DeskTown) -> None:
    await asked_by_sam(town, "")
    await town.mentor("kim", "decline")

    asked = await town.mentor("sam", "ask", person="kim")

    assert asked.body.startswith("I have asked **Kim**.")


async def test_before_something_is_taken_back_it_is_said_how_long_that_keeps(
    town: DeskTown,
) -> None:
    await asked_by_sam(town, "kim")

    card = await town.mentor("sam", "end")

    assert card.body.endswith("and for 14 days you cannot send them another.")


async def test_who_ended_it_is_kept(town: DeskTown) -> None:
    for name, by in (("sam", "kim"), ("ana", "ana")):
        town.pair(name)
        await ends(town, by)

    assert [one.ended_by for one in town.files.pairs.values()] == [Party.MENTOR, Party.MENTEE]
    assert all(one.community == CLUB for one in town.files.pairs.values())
