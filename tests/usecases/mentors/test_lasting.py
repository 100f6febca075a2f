"""Mentors who are none any more, or again: whoever is left behind hears of it, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.values import Item, State
from bot.ports.administering import Setting
from bot.ports.inbound import EventKey
from bot.ports.mentoring import Caller, Community, Pairing, Tell
from bot.ports.outbox import Kind
from bot.ports.roster import STRANGER, Membership
from bot.usecases.mentors.asking import MENTEE_STATUS, Asked
from bot.usecases.mentors.closing import Closing
from bot.usecases.mentors.lasting import Lasting
from bot.usecases.mentors.letters import NOTHING_LEFT, Letters
from tests.fakes.clock import NOON
from tests.fakes.desk_town import CLUB, DeskTown, account
from tests.fakes.message import message
from tests.fakes.roster import MEMBER

KIM, SAM, ANA = account("kim"), account("sam"), account("ana")
BOTH = [Tell(SAM, Kind.MENTOR_LEFT), Tell(KIM, Kind.MENTOR_LEFT)]
BACK = [Tell(SAM, Kind.MENTOR_BACK), Tell(KIM, Kind.MENTOR_BACK)]


@pytest.fixture
def lasting(catalog: Catalog, town: DeskTown) -> Lasting:
    return Lasting(town.files, town.desk.standings, Closing(catalog))


async def test_whoever_is_still_a_mentor_is_told_nothing(
    town: DeskTown, lasting: Lasting
) -> None:
    town.pair("sam")

    assert await lasting.look_round(NOON) == 0
    assert town.files.told == []


@pytest.mark.parametrize("how", ["off the list", "left", "out of the group"])
async def test_F61_both_sides_hear_once_that_a_mentor_is_none_any_more(
    town: DeskTown, lasting: Lasting, how: str
) -> None:
    pair = town.pair("sam", *Item)
    match how:
        case "off the list":
            town.demote("kim")
        case "left":
            town.leave("kim")
        case _:
            town.demote("kim")
            town.files.settled[CLUB] = {Setting.MENTORS: "S1"}

    changed = [await lasting.look_round(NOON) for _ in range(2)]

    assert changed == [1, 0]
    assert town.files.told == BOTH
    assert town.files.pairs[pair.id] == replace(pair, left_at=town.clock.now())


async def test_a_platform_that_does_not_answer_makes_nobody_leave(
    town: DeskTown, lasting: Lasting
) -> None:
    town.pair("sam")
    town.roster.people[KIM, CLUB] = STRANGER

    assert await lasting.look_round(NOON) == 0
    assert town.files.told == []


async def test_F61_whoever_is_a_mentor_again_is_told_once_and_so_are_their_mentees(
    town: DeskTown, lasting: Lasting
) -> None:
    town.pair("sam")
    town.pair("ana")
    town.demote("kim")
    await lasting.look_round(NOON)
    left = [*town.files.told]
    town.files.told.clear()
    town.files.named[CLUB, KIM] = "Kim"

    changed = [await lasting.look_round(NOON) for _ in range(2)]

    assert left == [*BOTH, Tell(ANA, Kind.MENTOR_LEFT)]
    assert town.files.told == [*BACK, Tell(ANA, Kind.MENTOR_BACK)]
    assert changed == [2, 0]


async def test_what_was_asked_of_a_mentor_who_left_is_anybody_s_and_the_mentee_hears_of_it(
    town: DeskTown, lasting: Lasting
) -> None:
    asked = town.pair("sam", state=State.ASKED)
    town.demote("kim")

    await lasting.look_round(NOON)

    assert town.files.pairs[asked.id].mentor is None
    (told,) = town.files.told
    assert told.card is not None
    assert told.card.body.startswith("**Kim** cannot be your mentor right now.")


async def test_an_invitation_of_a_mentor_who_left_is_over_and_whoever_was_invited_hears_of_it(
    town: DeskTown, lasting: Lasting
) -> None:
    for name in ("sam", "ana"):
        town.pair(name, state=State.INVITED)
    town.demote("kim")

    await lasting.look_round(NOON)

    assert {one.state for one in town.files.pairs.values()} == {State.ENDED}
    assert [(one.to, one.kind) for one in town.files.told] == [
        (SAM, Kind.CLOSED),
        (ANA, Kind.CLOSED),
    ]
    assert town.files.told[0].card is not None
    assert town.files.told[0].card.body.startswith("**Kim** has taken back what they asked you")


async def test_what_an_admin_changes_is_told_at_once(town: DeskTown) -> None:
    town.pair("sam")

    await town.admin("boss", "mentors remove", person="kim")
    removed = [*town.files.told]
    await town.admin("boss", "mentors add", person="kim")

    assert removed == BOTH
    assert town.files.told == [*BOTH, *BACK]


async def test_whoever_the_group_makes_a_mentor_is_not_said_to_have_left(
    town: DeskTown,
) -> None:
    town.pair("sam")
    town.files.settled[CLUB] = {Setting.MENTORS: "S1"}
    groups = frozenset({"S1"})
    town.roster.people[KIM, CLUB] = Membership(is_member=True, groups=groups, is_sure=True)

    await town.admin("boss", "mentors remove", person="kim")

    assert town.files.told == []


async def test_F63_whoever_left_sees_nothing_until_their_mentee_heard_that_they_are_back(
    town: DeskTown,
) -> None:
    pair = town.pair("sam", *Item)
    town.files.pairs[pair.id] = replace(pair, left_at=NOON)
    caller = Caller(KIM, "Kim", CLUB)

    assert await town.access.mentees(caller, [CLUB], {}) == []
    assert await town.access.mentee(caller, pair.id, [CLUB], {}) is None
    assert not await town.desk.standings.has_mentor(town.files.pairs[pair.id])


@pytest.mark.parametrize("here", [True, False], ids=["there", "in a direct message"])
async def test_F61_a_mentor_who_is_back_and_acts_waits_for_no_round(
    town: DeskTown, *, here: bool
) -> None:
    pair = town.pair("sam", *Item)
    town.files.pairs[pair.id] = replace(pair, left_at=NOON)

    card = await town.act("kim", Asked(MENTEE_STATUS), here=here)

    assert [one.label for one in card.choices] == ["Sam"]
    assert town.files.told == BACK
    assert town.files.pairs[pair.id].left_at is None


@pytest.mark.parametrize("why", ["is none", "no answer", "acts elsewhere", "is the mentee"])
async def test_F61_whoever_is_not_seen_to_be_back_sees_nothing_and_nobody_hears_of_it(
    town: DeskTown, why: str
) -> None:
    pair = town.pair("sam", *Item)
    town.files.pairs[pair.id] = replace(pair, left_at=NOON)
    here: Community | None = CLUB
    match why:
        case "is none":
            town.demote("kim")
        case "no answer":
            town.roster.people[KIM, CLUB] = STRANGER
        case "acts elsewhere":
            here = Community("slack", "T2")
    who = SAM if why == "is the mentee" else KIM

    asked = Asked(MENTEE_STATUS)
    card = await town.desk.answer(Caller(who, "Kim", here), EventKey("list"), asked)

    assert not card.choices
    assert town.files.told == []
    assert town.files.pairs[pair.id].left_at == NOON


# The letters


@pytest.fixture
def letters(catalog: Catalog, town: DeskTown) -> Letters:
    return Letters(town.files, town.files, town.access, town.desk.standings, catalog)


async def reads(letters: Letters, kind: Kind, to: str, pair: Pairing) -> object:
    until = NOON + timedelta(days=7)
    one = message(kind=kind, to=account(to), about=pair.id, useful_until=until)
    found = await letters.card(one, NOON)
    return found.body if isinstance(found, Card) else found


@pytest.mark.parametrize(
    ("kind", "to", "begins"),
    [
        (Kind.MENTOR_LEFT, "sam", "As far as I can see, **Kim** is no mentor here any more."),
        (Kind.MENTOR_LEFT, "kim", "As far as I can see, you are no mentor here any more."),
        (Kind.MENTOR_BACK, "sam", "**Kim** is a mentor here again, and yours"),
        (Kind.MENTOR_BACK, "kim", "You are a mentor here again"),
    ],
)
async def test_F61_each_side_reads_what_that_means_as_long_as_it_is_so(
    town: DeskTown, letters: Letters, kind: Kind, to: str, begins: str
) -> None:
    pair = town.pair("sam")
    if kind is Kind.MENTOR_LEFT:
        town.demote("kim")
    said = await reads(letters, kind, to, pair)
    if kind is Kind.MENTOR_LEFT:
        town.files.named[CLUB, KIM] = "Kim"
    else:
        town.demote("kim")

    later = await reads(letters, kind, to, pair)

    assert str(said).startswith(begins)
    assert later == NOTHING_LEFT


@pytest.mark.parametrize("other", ["is one", "left"])
async def test_whoever_has_another_mentor_still_is_not_told_that_one_would_end_it(
    town: DeskTown, letters: Letters, other: str
) -> None:
    pair = town.pair("sam")
    another = town.pair("sam", mentor="lee")
    town.demote("kim")
    for one in (pair, *([another] if other == "left" else [])):
        town.files.pairs[one.id] = replace(one, left_at=NOON)

    said = str(await reads(letters, Kind.MENTOR_LEFT, "sam", pair))

    assert said.startswith("As far as I can see, **Kim** is no mentor here any more.")
    assert ("With another mentor" in said) is (other == "left")
    assert ("With your other mentor here nothing changes." in said) is (other == "is one")


async def test_F61_whoever_is_no_mentor_any_more_reads_so_of_each_mentee_and_can_part(
    town: DeskTown,
) -> None:
    town.pair("sam", *Item)
    town.demote("kim")

    listed = await town.mentor("kim")
    opened = await town.press("kim", listed, "open-1")

    assert "**Sam** was your mentee, and you are no mentor here any more" in listed.body
    assert opened.body.startswith("**Sam** was your mentee. As far as I can see, you are no")
    assert [one.label for one in opened.choices] == ["End it"]


@pytest.mark.parametrize("state", [State.ENDED, State.ASKED])
async def test_of_what_is_no_pair_any_more_nobody_reads_that(
    town: DeskTown, letters: Letters, state: State
) -> None:
    pair = town.pair("sam", state=state)

    assert await reads(letters, Kind.MENTOR_BACK, "sam", pair) == NOTHING_LEFT


async def test_another_account_of_one_of_the_two_reads_nothing(
    town: DeskTown, letters: Letters
) -> None:
    pair = town.pair("sam")

    async def anybodys(who: object, number: int) -> Pairing:
        return town.files.pairs[number]

    town.files.pairing = anybodys  # type: ignore[method-assign]

    assert await reads(letters, Kind.MENTOR_BACK, "joe", pair) == NOTHING_LEFT


# A mentee who is not there any more


@pytest.mark.parametrize(
    ("state", "mentor", "reads"),
    [
        (
            State.ACTIVE,
            "kim",
            "it is over between the two of you. You see nothing more of theirs",
        ),
        (State.ASKED, "kim", "what was asked between the two of you no longer stands"),
        (State.INVITED, "kim", "what was asked between the two of you no longer stands"),
        (State.ASKED, None, ""),
    ],
)
async def test_F61_whoever_is_no_member_any_more_is_nobody_s_mentee_and_the_mentor_hears_of_it(
    town: DeskTown, lasting: Lasting, state: State, mentor: str | None, reads: str
) -> None:
    pair = town.pair("sam", *Item, mentor=mentor, state=state)
    town.leave("sam")

    changed = [await lasting.look_round(NOON) for _ in range(2)]

    over = town.files.pairs[pair.id]
    told = {one.to: one.card.body for one in town.files.told if one.card}
    assert changed == [1, 0]
    assert (over.state, over.consents) == (State.ENDED, frozenset())
    assert told.keys() == ({KIM} if mentor else set()) | (
        {SAM} if state is State.ACTIVE else set()
    )
    assert all(one.kind is Kind.CLOSED for one in town.files.told)
    assert reads in told.get(KIM, "")


@pytest.mark.parametrize(
    "there",
    [STRANGER, Membership(is_unknown=True, is_sure=True), MEMBER],
    ids=["no answer", "never there", "a member"],
)
async def test_of_whoever_may_be_there_nobody_is_told_that_they_left(
    town: DeskTown, lasting: Lasting, there: Membership
) -> None:
    town.pair("sam")
    town.roster.people[SAM, CLUB] = there

    assert await lasting.look_round(NOON) == 0
    assert town.files.told == []
