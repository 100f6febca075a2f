"""What is left of a mentee without all that they do not share."""

from dataclasses import fields, replace
from itertools import chain, combinations

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.seen import Seen, seen
from bot.engine.mentoring.values import Flag, FlagKind, Item
from bot.engine.plans.plan import CheckIn
from bot.engine.state import Conversation
from bot.engine.weekly.times import UNCHOSEN
from bot.engine.weekly.values import Question
from tests.engine.mentoring.mentees import ASKED, USUAL, at_work, person, shown
from tests.engine.weekly.steps import FIRST_NUDGE, WEEK, nudged
from tests.fakes.clock import NOON

TOLD_BY = {
    "role": Item.ROLE,
    "result": Item.ROLE,
    "decided_at": Item.ROLE,
    "reasons": Item.REASONS,
    "plan": Item.STEPS,
    "paused_until": Item.STEPS,
    "stopped": Item.STEPS,
    "question": Item.WORDS,
}
EVERY_CHOICE = [
    frozenset(some) for some in chain(*(combinations(Item, size) for size in range(5)))
]


def full(catalog: Catalog) -> Conversation:
    """Somebody of whom there is something to see in every field."""
    weekly = at_work(catalog, CheckIn.NOT_YET, CheckIn.NOT_YET)
    schedule = replace(weekly.agenda.schedule, paused_until=NOON + 9 * WEEK, stopped=True)
    plan = replace(weekly.plan, cue="after Tuesday's stand-up")
    agenda = replace(weekly.agenda, schedule=schedule)
    return person(replace(weekly, plan=plan, agenda=agenda))


@pytest.mark.parametrize("items", EVERY_CHOICE, ids=lambda items: "+".join(sorted(items)))
def test_F63_each_field_is_there_only_if_its_item_is_shared(
    catalog: Catalog, items: frozenset[Item]
) -> None:
    found = seen(catalog, full(catalog), items, FIRST_NUDGE + WEEK, USUAL, NOON)

    nothing = Seen()
    for field, item in TOLD_BY.items():
        is_there = getattr(found, field) != getattr(nothing, field)
        assert is_there is (item in items), field
    kinds = {flag.kind for flag in found.flags}
    assert (FlagKind.STUCK in kinds) is (Item.WORDS in items)
    assert bool(kinds - {FlagKind.STUCK}) is (Item.STEPS in items)
    assert {field.name for field in fields(Seen)} == {
        *TOLD_BY,
        *("can_be_asked", "shared", "flags"),
    }


@pytest.mark.parametrize("items", EVERY_CHOICE, ids=lambda items: "+".join(sorted(items)))
def test_F63_that_a_step_is_open_is_seen_only_if_steps_are_shared(
    catalog: Catalog, items: frozenset[Item]
) -> None:
    found = seen(catalog, person(nudged(at_work(catalog))), items, FIRST_NUDGE, USUAL)

    assert found.can_be_asked is (Item.STEPS in items)


@pytest.mark.parametrize(("items", "is_told"), [({Item.WORDS}, True), (set(Item), False)])
def test_F63_that_a_question_is_over_is_seen_only_if_the_steps_that_tell_it_are_shared(
    catalog: Catalog, items: set[Item], is_told: bool
) -> None:
    asked = replace(ASKED, at=NOON)
    got_on = replace(at_work(catalog, CheckIn.DONE), question=asked)

    found = seen(catalog, person(got_on), frozenset(items), FIRST_NUDGE, USUAL)

    assert found.question == asked
    assert (FlagKind.STUCK in {flag.kind for flag in found.flags}) is is_told


def test_words_of_their_own_are_in_no_plan_and_the_flip_is_in_no_result(
    catalog: Catalog,
) -> None:
    found = shown(catalog, full(catalog))

    assert found.plan is not None
    assert found.plan.cue == ""
    assert found.result is not None
    assert found.result.flip is None
    assert found.result.reasons == ()
    assert found.reasons


def test_of_somebody_who_never_spoke_with_us_there_is_nothing_to_see(catalog: Catalog) -> None:
    assert shown(catalog, None, Item.ROLE) == Seen(frozenset({Item.ROLE}))


def test_without_a_role_and_steps_there_is_only_whether_anything_arrives(
    catalog: Catalog,
) -> None:
    here = Conversation(id=7)

    assert shown(catalog, here) == Seen(frozenset(Item))
    assert shown(catalog, here, unreachable_since=NOON).flags == (
        Flag(FlagKind.UNREACHABLE, NOON),
    )


def test_steps_without_a_chosen_time_are_none_yet(catalog: Catalog) -> None:
    weekly = at_work(catalog)
    schedule = replace(weekly.agenda.schedule, since=UNCHOSEN)
    draft = replace(weekly, agenda=replace(weekly.agenda, schedule=schedule))

    assert shown(catalog, person(draft)).plan is None


def test_the_role_that_somebody_took_counts_against_the_answers(catalog: Catalog) -> None:
    found = shown(catalog, person(chosen="data_engineer"), Item.ROLE)

    assert found.role is not None
    assert found.role.id == "data_engineer"


def test_a_role_taken_without_a_summary_has_no_date(catalog: Catalog) -> None:
    found = shown(catalog, person(chosen="data_engineer", leaning=None), Item.ROLE)

    assert found.role is not None
    assert found.decided_at is None


@pytest.mark.parametrize(
    ("question", "is_seen"),
    [(None, False), (Question("How?", NOON), False), (ASKED, True)],
    ids=["none", "kept", "let go"],
)
def test_F71_a_question_counts_as_seen_only_if_it_was_let_go(
    catalog: Catalog, question: Question | None, *, is_seen: bool
) -> None:
    weekly = replace(at_work(catalog), question=question)

    found = shown(catalog, person(weekly))

    assert (Item.WORDS in found.told) is is_seen
    assert found.told | {Item.WORDS} == found.shared == frozenset(Item)


def test_F71_reasons_count_as_seen_only_where_there_are_some(catalog: Catalog) -> None:
    without = Conversation(id=7)

    assert shown(catalog, without, Item.REASONS).told == frozenset()
    assert shown(catalog, person(), Item.REASONS).told == {Item.REASONS}


@pytest.mark.parametrize("question", [None, Question("How?", NOON)])
def test_a_question_is_seen_only_once_it_was_let_go(
    catalog: Catalog, question: Question | None
) -> None:
    weekly = replace(at_work(catalog), question=question)

    assert shown(catalog, person(weekly), Item.WORDS).question is None
    assert shown(catalog, person(replace(weekly, question=ASKED))).question == ASKED
