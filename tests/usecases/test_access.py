"""Who may see what of a mentee."""

from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.values import Item, Origin, State
from bot.ports.mentee_facts import Facts
from bot.ports.mentoring import Caller, Community, Pairing
from bot.usecases.access import NOWHERE, Access, may_know, may_see
from tests.engine.mentoring.mentees import at_work, person
from tests.fakes.clock import NOON
from tests.fakes.desk_town import CLUB, DeskTown, account

PAIR = Pairing(
    4,
    CLUB,
    State.ACTIVE,
    Origin.ASKED,
    account("kim"),
    account("sam"),
    consents=frozenset({Item.ROLE}),
)
FACTS = Facts(PAIR, is_theirs=True, is_present=True)
HERE = frozenset({CLUB})
KIM = Caller(account("kim"), "Kim", CLUB)


@pytest.fixture
def town(catalog: Catalog) -> DeskTown:
    return DeskTown(catalog)


@pytest.fixture
def access(catalog: Catalog, town: DeskTown) -> Access:
    return Access(town.files, catalog, town.clock)


def test_a_mentor_sees_what_is_shared_with_them_and_no_more() -> None:
    assert may_know(FACTS, HERE)
    assert [item for item in Item if may_see(FACTS, HERE, item)] == [Item.ROLE]


@pytest.mark.parametrize(
    "facts",
    [
        Facts(),
        replace(FACTS, pairing=None),
        replace(FACTS, is_theirs=False),
        replace(FACTS, is_present=False),
        *(
            replace(FACTS, pairing=replace(PAIR, state=state))
            for state in State
            if state is not State.ACTIVE
        ),
    ],
)
def test_F61_without_a_pair_that_is_theirs_and_stands_nobody_sees_anything(
    facts: Facts,
) -> None:
    assert not may_know(facts, HERE)
    assert not any(may_see(facts, HERE, item) for item in Item)


@pytest.mark.parametrize("mentors_in", [frozenset(), frozenset({Community("slack", "T2")})])
def test_F60_a_mentor_of_another_community_sees_nothing(
    mentors_in: frozenset[Community],
) -> None:
    assert not any(may_see(FACTS, mentors_in, item) for item in Item)


async def test_what_is_handed_on_has_passed_it(
    catalog: Catalog, town: DeskTown, access: Access
) -> None:
    here = person(at_work(catalog))
    pair = town.pair("sam", Item.STEPS, here=here)

    (sight,) = await access.mentees(KIM, HERE, {})

    assert (sight.number, sight.account, sight.name) == (pair.id, account("sam"), "Sam")
    assert (sight.community, sight.since) == (CLUB, NOON)
    assert sight.seen.shared == {Item.STEPS}
    assert (sight.seen.role, sight.seen.question) == (None, None)


async def test_a_mentee_who_shares_nothing_is_known_by_name(
    town: DeskTown, access: Access
) -> None:
    town.pair("sam")

    (sight,) = await access.mentees(KIM, HERE, {})

    assert (sight.name, sight.seen.shared) == ("Sam", frozenset())


@pytest.mark.parametrize("number", [1, 2, 3, 99])
async def test_F64_whoever_is_not_theirs_is_nobody_by_the_same_calls(
    town: DeskTown, access: Access, number: int
) -> None:
    town.pair("sam", Item.ROLE, mentor="lee")
    town.pair("ana", Item.ROLE, state=State.ENDED)
    town.pair("joe", Item.ROLE, state=State.ASKED)

    found = await access.mentee(KIM, number, HERE, {})

    assert found is None
    assert town.files.counts == {"record": 1, "note_look": 1}


async def test_F71_a_look_is_noted_with_what_was_shown_and_a_refused_one_too(
    town: DeskTown, access: Access
) -> None:
    town.pair("sam", Item.ROLE, Item.REASONS, Item.WORDS, here=person())
    lee = Caller(account("lee"), "", None)

    await access.mentee(KIM, 1, HERE, {})
    await access.mentee(lee, 1, HERE, {})
    refused, shown = await access.looks(Caller(account("sam"), "Sam", CLUB))

    assert (shown.by, shown.community, shown.items) == (
        "Kim",
        CLUB,
        frozenset({Item.ROLE, Item.REASONS}),
    )
    assert (refused.by, refused.community, refused.items) == ("lee", NOWHERE, frozenset())


async def test_F71_a_line_of_the_list_is_a_look_at_what_stands_in_it(
    town: DeskTown, access: Access
) -> None:
    town.pair("sam", Item.ROLE, Item.REASONS)
    town.pair("ana")

    await access.note_seen(KIM, await access.mentees(KIM, HERE, {}))

    ((number, look),) = town.files.looked
    assert (number, look.by, look.items) == (1, "Kim", frozenset({Item.ROLE}))


async def test_F63_what_was_withdrawn_is_gone_with_the_next_call(
    town: DeskTown, access: Access
) -> None:
    pair = town.pair("sam", Item.ROLE, here=person())
    before = await access.mentee(KIM, pair.id, HERE, {})
    town.files.pairs[pair.id] = replace(pair, consents=frozenset())

    after = await access.mentee(KIM, pair.id, HERE, {})

    assert before is not None
    assert before.seen.role is not None
    assert after is not None
    assert after.seen.role is None
