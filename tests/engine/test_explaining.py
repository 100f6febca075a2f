"""Reasons are the largest contributions, and the flip is the smallest change there is."""

from collections.abc import Iterator
from dataclasses import replace
from math import fsum, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog import About, Catalog, Kind, Question
from bot.engine import scoring
from bot.engine.explaining import Flip, Manner, flip, reasons
from tests.engine.test_scoring import SHIPPED, Ticked, fits, tickings

MANY = settings(deadline=None)


def first_two(ticked: Ticked) -> tuple[int, int]:
    """The places of the leading role and of the runner-up."""
    first, second, *_ = (list(SHIPPED.roles).index(role) for role in fits(SHIPPED, ticked))
    return first, second


def contribution(ticked: Ticked, name: str) -> float:
    """How much narrower the gap would be if this answer said nothing, and still counted."""
    first, second = first_two(ticked)
    weights, silenced = SHIPPED.weights, (0.0,) * len(SHIPPED.roles)
    mute = dict.fromkeys(weights.options[name], silenced)
    quiet = replace(
        weights,
        options={**weights.options, name: mute},
        bias={**weights.bias, name: silenced} if name in weights.bias else weights.bias,
    )
    with_it = scoring.scores(SHIPPED, ticked)
    without = scoring.scores(replace(SHIPPED, weights=quiet), ticked)
    return (with_it[first] - with_it[second]) - (without[first] - without[second])


@MANY
@given(ticked=tickings(SHIPPED))
def test_reasons_are_the_largest_contributions_between_winner_and_runner_up(
    ticked: Ticked,
) -> None:
    told = reasons(SHIPPED, ticked)

    all_pulls = {name: contribution(ticked, name) for name in ticked}
    speaking = sorted((pull for pull in all_pulls.values() if pull > 1e-7), reverse=True)
    assert [one.pull for one in told] == pytest.approx(speaking[:3], abs=1e-7)
    for one in told:
        assert one.pull == pytest.approx(all_pulls[one.question], abs=1e-7)


@MANY
@given(ticked=tickings(SHIPPED))
def test_contributions_add_up_to_the_gap_between_the_first_two(ticked: Ticked) -> None:
    first, second = first_two(ticked)
    weights = SHIPPED.weights
    fitted = scoring.of_work(SHIPPED, ticked)
    begun = [weights.prior, *([weights.offset] if fitted else [])]
    start = fsum(vector[first] - vector[second] for vector in begun)

    told = [contribution(ticked, name) for name in ticked]

    found = scoring.scores(SHIPPED, ticked)
    assert start + fsum(told) == pytest.approx(found[first] - found[second], abs=1e-6)


@MANY
@given(ticked=tickings(SHIPPED))
def test_a_reason_names_ticks_that_speak_for_the_winner(ticked: Ticked) -> None:
    told = reasons(SHIPPED, ticked)

    first, second = first_two(ticked)
    for one in told:
        vectors = SHIPPED.weights.options[one.question]
        order = [*SHIPPED.questions[one.question].options]
        assert {*one.options} <= ticked[one.question]
        assert len(one.options) <= 3
        assert [*one.options] == sorted(one.options, key=order.index)
        question = SHIPPED.questions[one.question]
        if question.kind is Kind.MULTIPLE and not _is_none(question, one.options):
            assert all(vectors[each][first] > vectors[each][second] for each in one.options)
        else:
            assert one.options


def _is_none(question: Question, options: tuple[str, ...]) -> bool:
    return any(question.options[option].alone for option in options)


def test_what_was_left_unticked_can_be_a_reason_and_then_names_no_tick(
    catalog: Catalog,
) -> None:
    weights = catalog.weights
    place = [*catalog.roles].index("data_analyst")
    for_analysts = tuple(2.0 if at == place else 0.0 for at in range(len(catalog.roles)))
    vectors = {**weights.options["models"], "sklearn": (0.0,) * len(catalog.roles)}
    weights = replace(
        weights,
        options={**weights.options, "models": vectors},
        bias={**weights.bias, "models": for_analysts},
    )
    ticked = {"models": frozenset({"sklearn"})}

    (told,) = reasons(replace(catalog, weights=weights), ticked)

    assert (told.question, told.options) == ("models", ())


def test_none_of_these_is_named_where_ticking_nothing_speaks(catalog: Catalog) -> None:
    ticked = {"stack": frozenset({"none"}), "activities": frozenset({"research"})}

    told = {one.question: one.options for one in reasons(catalog, ticked)}

    assert told["stack"] == ("none",)


@MANY
@given(ticked=tickings(SHIPPED), unsure=st.sets(st.sampled_from([*SHIPPED.questions])))
def test_the_flip_changes_the_winner_and_no_smaller_change_does(
    ticked: Ticked, unsure: set[str]
) -> None:
    unsure -= ticked.keys()

    found = flip(SHIPPED, ticked, sorted(unsure))

    winner = next(iter(fits(SHIPPED, ticked)))
    by_trying = [
        changed
        for changed in (*all_changes(ticked), *first_picks(ticked, unsure))
        if next(iter(fits(SHIPPED, changed))) != winner
    ]
    if found is None:
        assert by_trying == []
    else:
        changed = after(ticked, found)
        assert changed in by_trying
        assert next(iter(fits(SHIPPED, changed))) == found.role
        *rank, moved = size(ticked, changed)
        *smallest, least = min(size(ticked, one) for one in by_trying)
        assert rank == smallest
        assert moved == pytest.approx(least, abs=1e-6)


def all_changes(ticked: Ticked) -> Iterator[Ticked]:
    """Every answer that differs by one change, written down in another way than the engine."""
    for name, options in ticked.items():
        for changed in neighbours(SHIPPED.questions[name], options):
            yield {**ticked, name: type(options)(changed)}


def first_picks(ticked: Ticked, unsure: set[str]) -> Iterator[Ticked]:
    """Every option of a single choice of which somebody was not sure."""
    for name in unsure:
        question = SHIPPED.questions[name]
        for option in question.options if question.kind is Kind.SINGLE else ():
            yield {**ticked, name: frozenset({option})}


def neighbours(question: Question, options: frozenset[str]) -> list[frozenset[str]]:
    every = [*question.options]
    if question.kind is Kind.TEXT:
        return []
    if question.kind is Kind.SINGLE:
        return [frozenset({one}) for one in every if one not in options]
    loners = {one.id for one in question.options.values() if one.alone}
    if options & loners:
        return [frozenset({one}) for one in every if one not in loners]
    toggled = [options ^ {one} for one in every if one not in loners]
    instead = [frozenset({one}) for one in loners] if len(options) == 1 else []
    return [one for one in toggled if question.least <= len(one) <= question.most] + instead


def after(ticked: Ticked, found: Flip) -> Ticked:
    before = ticked.get(found.question, frozenset())
    changed = {
        Manner.PICKED: frozenset({found.option}),
        Manner.ADDED: before | {found.option},
        Manner.LEFT_OUT: before - {found.option},
    }
    return {**ticked, found.question: type(before)(changed[found.manner])}


def size(ticked: Ticked, changed: Ticked) -> tuple[bool, bool, float]:
    """How large a change is: evidence after wishes, then whether it is another wish than that
    for the new leader, then how far it moves the two leaders.
    """
    (question,) = [name for name in changed if changed[name] != ticked.get(name)]
    old, new = fits(SHIPPED, ticked), fits(SHIPPED, changed)
    was, leads = next(iter(old)), next(iter(new))
    moved = (log(new[leads]) - log(new[was])) - (log(old[leads]) - log(old[was]))
    if SHIPPED.questions[question].about is About.EVIDENCE:
        return True, False, moved
    (picked,) = changed[question]
    vector = SHIPPED.weights.options[question][picked]
    return False, vector[[*SHIPPED.roles].index(leads)] < max(vector), moved


def test_another_wish_is_the_flip_rather_to_the_role_that_it_is_a_wish_for(
    catalog: Catalog,
) -> None:
    none = dict.fromkeys(catalog.weights.bias, frozenset({"none"}))

    found = flip(catalog, {"afternoon": frozenset({"pipeline"}), **none})

    assert found is not None
    assert found.question == "afternoon"
    vector = catalog.weights.options["afternoon"][found.option]
    assert [*catalog.roles][vector.index(max(vector))] == found.role


def test_one_pick_instead_of_not_sure_can_be_the_flip(catalog: Catalog) -> None:
    work: Ticked = {"activities": frozenset({"decisions"})}

    found = flip(catalog, work, ["afternoon", "models"])

    assert found is not None
    assert (found.question, found.manner) == ("afternoon", Manner.PICKED)
    assert next(iter(fits(catalog, after(work, found)))) == found.role


def test_a_tick_that_makes_a_list_count_as_fitted_can_be_the_flip(catalog: Catalog) -> None:
    before: Ticked = {"stack": frozenset({"orchestration"})}

    found = flip(catalog, before)

    assert found is not None
    assert next(iter(fits(catalog, after(before, found)))) == found.role


def test_a_list_at_its_limits_offers_neither_more_nor_less(catalog: Catalog) -> None:
    question = catalog.questions["stack"]
    free: Ticked = {"stack": frozenset({"tableau", "powerbi"})}
    bound = replace(question, least=2, most=2)
    narrow = replace(catalog, questions={**catalog.questions, "stack": bound})

    assert flip(narrow, free) is None
    assert flip(catalog, free) is not None


def test_none_of_these_gives_way_to_one_tick_unless_more_are_asked_for(
    catalog: Catalog,
) -> None:
    none: Ticked = {"stack": frozenset({"none"}), "code": frozenset({"sql"})}
    bound = replace(catalog.questions["stack"], least=2)
    strict = replace(catalog, questions={**catalog.questions, "stack": bound})

    found, instead = flip(catalog, none), flip(strict, {"stack": none["stack"]})

    assert found is not None
    assert instead is None


def test_what_somebody_wrote_is_not_second_guessed(catalog: Catalog) -> None:
    (name,) = [one.id for one in catalog.questions.values() if one.kind is Kind.TEXT]
    said: Ticked = {name: frozenset({"pipelines", "dashboards"})}

    assert flip(catalog, said) is None
