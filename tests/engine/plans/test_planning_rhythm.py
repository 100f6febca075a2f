"""The rhythm and the cells of twelve weeks."""

from bot.catalog import Catalog
from bot.engine.plans.plan import CheckIn, Plan
from bot.engine.plans.planning import looked_back, next_week
from bot.engine.plans.rhythm import Mark, Rhythm, cells, rhythm
from tests.engine.plans.weeks import analyst, said, step
from tests.fakes.clock import NOON


def lived(catalog: Catalog, *words: CheckIn | None) -> Plan:
    """A plan after weeks with these last words, between two weeks or in an open one."""
    plan = analyst(catalog, weeks=0)
    for word in words:
        plan = next_week(catalog, plan, NOON)
        plan = said(catalog, plan, *([word] if word else []))
    return plan


def test_any_word_but_not_yet_counts(catalog: Catalog) -> None:
    words = [*CheckIn]

    plan = next_week(catalog, lived(catalog, *words), NOON)

    assert rhythm(plan) == Rhythm(5, 6)


def test_only_the_last_eight_weeks_count_and_nothing_goes_back_to_zero(
    catalog: Catalog,
) -> None:
    plan = lived(catalog, *[CheckIn.DONE] * 8, None, None, CheckIn.DONE)

    assert rhythm(plan) == Rhythm(6, 8)


def test_a_week_that_runs_counts_only_once_it_has_its_word(catalog: Catalog) -> None:
    open_week = lived(catalog, CheckIn.DONE, None)

    assert rhythm(open_week) == Rhythm(1, 1)
    assert rhythm(said(catalog, open_week, CheckIn.NOT_YET)) == Rhythm(1, 1)
    assert rhythm(said(catalog, open_week, CheckIn.LIGHTER)) == Rhythm(2, 2)
    assert rhythm(next_week(catalog, open_week, NOON)) == Rhythm(1, 2)


def test_a_rhythm_is_steady_from_half_of_the_weeks_on() -> None:
    steady = [Rhythm(kept, 8).is_steady for kept in (1, 3, 4, 8)]

    assert steady == [False, False, True, True]
    assert Rhythm(2, 3).is_steady
    assert not Rhythm(1, 3).is_steady


def test_several_known_steps_in_a_week_are_one_week(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog), CheckIn.KNOWN, CheckIn.KNOWN, CheckIn.DONE)

    assert rhythm(plan) == Rhythm(1, 1)
    assert [(one.number, one.step, one.mark) for one in cells(plan)] == [
        (1, step(3), Mark.DONE)
    ]


def test_a_week_counts_by_what_was_known_even_if_the_rest_of_it_was_quiet(
    catalog: Catalog,
) -> None:
    plan = next_week(catalog, said(catalog, analyst(catalog), CheckIn.KNOWN), NOON)

    assert rhythm(plan) == Rhythm(1, 1)
    assert [(one.step, one.mark, one.kept) for one in cells(plan)] == [
        (step(1), Mark.KNOWN, True),
        (step(2), Mark.NOW, False),
    ]


def test_a_week_in_which_something_was_known_never_reads_as_one_without_a_word(
    catalog: Catalog,
) -> None:
    plan = said(catalog, analyst(catalog), CheckIn.KNOWN, CheckIn.KNOWN, CheckIn.NOT_YET)

    assert [(one.step, one.mark, one.kept) for one in cells(plan)] == [
        (step(2), Mark.KNOWN, True)
    ]


def test_nobody_has_a_rhythm_before_the_first_week(catalog: Catalog) -> None:
    assert rhythm(analyst(catalog, weeks=0)) == Rhythm(0, 0)


def test_twelve_weeks_are_shown_oldest_first_and_the_running_one_last(
    catalog: Catalog,
) -> None:
    plan = lived(catalog, *[CheckIn.NOT_YET] * 13, CheckIn.PARTLY, None)

    shown = cells(plan)

    assert [one.number for one in shown] == [*range(4, 16)]
    assert [one.mark for one in shown[-3:]] == [Mark.NOT_YET, Mark.PARTLY, Mark.NOW]
    assert [one.kept for one in shown[-3:]] == [False, True, False]


def test_a_word_that_comes_a_week_late_counts_for_its_own_week(catalog: Catalog) -> None:
    plan = looked_back(catalog, analyst(catalog), CheckIn.DONE, NOON)

    assert rhythm(plan) == Rhythm(1, 1)
    assert [one.mark for one in cells(plan)] == [Mark.DONE, Mark.NOW]
