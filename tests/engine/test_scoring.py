from collections.abc import Iterable
from dataclasses import replace
from math import exp, fsum, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog import About, Catalog, Kind, Question
from bot.catalog.loader import load
from bot.engine import scoring
from bot.engine.scoring import Flip, counted, flip, reasons
from bot.engine.state import Answer, NotSure, Picked, Skipped, Wrote
from bot.paths import content_folder
from tests.engine.walk import without_option, without_question

SHIPPED = load(content_folder())

Ticked = dict[str, frozenset[str]]


def fits(catalog: Catalog, ticked: Ticked) -> dict[str, float]:
    return scoring.fits(catalog, scoring.scores(catalog, ticked))


def tickings(catalog: Catalog) -> st.SearchStrategy[Ticked]:
    """Any subset of the questions, each answered in a way that the engine lets through."""
    return st.fixed_dictionaries(
        {},
        optional={name: options(question) for name, question in catalog.questions.items()},
    )


def options(question: Question) -> st.SearchStrategy[frozenset[str]]:
    loners = [frozenset({one.id}) for one in question.options.values() if one.alone]
    others = [one.id for one in question.options.values() if not one.alone]
    if question.kind is Kind.SINGLE:
        return st.sampled_from([frozenset({one}) for one in question.options])
    several = st.frozensets(st.sampled_from(others), min_size=1, max_size=question.most)
    return st.one_of(several, *(st.just(loner) for loner in loners))


def test_the_hand_computed_example_of_the_scoring_page_comes_out(catalog: Catalog) -> None:
    ticked: Ticked = {
        "afternoon": frozenset({"dashboards"}),
        "explain_or_serve": frozenset({"explain"}),
    }
    by_hand = {
        "data_analyst": exp(1.7),
        "data_engineer": exp(0.1),
        "data_scientist": exp(0.1),
        "machine_learning_engineer": exp(-0.7),
        "machine_learning_researcher": exp(0.0),
    }

    got = fits(catalog, ticked)

    total = sum(by_hand.values())
    assert got == pytest.approx({role: share / total for role, share in by_hand.items()})
    page = (content_folder() / "SCORING.md").read_text()
    for share in got.values():
        assert f"{share * 100:.1f} %" in page


def test_with_nothing_answered_every_role_fits_alike_in_the_catalogs_order(
    catalog: Catalog,
) -> None:
    got = fits(catalog, {})

    assert list(got) == list(catalog.roles)
    assert list(got.values()) == pytest.approx([0.2] * 5)


@settings(deadline=None)
@given(ticked=tickings(SHIPPED))
def test_fits_are_probabilities_best_first(ticked: Ticked) -> None:
    got = fits(SHIPPED, ticked)

    assert sum(got.values()) == pytest.approx(1.0, abs=1e-9)
    assert list(got.values()) == sorted(got.values(), reverse=True)
    assert set(got) == set(SHIPPED.roles)


def test_not_sure_and_skipped_count_exactly_nothing(catalog: Catalog) -> None:
    answers: dict[str, Answer] = {"afternoon": NotSure(), "stack": Skipped()}

    assert counted(catalog, answers) == {}


def test_what_was_read_in_a_sentence_counts_like_ticks(catalog: Catalog) -> None:
    answers = {"story": Wrote("pipelines!", frozenset({"pipelines"}))}

    assert counted(catalog, answers) == {"story": frozenset({"pipelines"})}


def test_F55_answers_that_todays_content_lacks_stop_counting(catalog: Catalog) -> None:
    answers = {
        "afternoon": Picked(frozenset({"dashboards"})),
        "stack": Picked(frozenset({"tableau", "powerbi"})),
        "activities": Picked(frozenset({"decisions"})),
    }
    later = without_option(without_question(catalog, "activities"), "stack", "powerbi")
    later = without_option(later, "afternoon", "dashboards")

    assert counted(later, answers) == {"stack": frozenset({"tableau"})}


@settings(deadline=None)
@given(ticked=tickings(SHIPPED))
def test_reasons_are_what_set_the_winner_apart_strongest_first(ticked: Ticked) -> None:
    told = reasons(SHIPPED, ticked)

    roles = list(SHIPPED.roles)
    first, second, *_ = (roles.index(role) for role in fits(SHIPPED, ticked))

    def pull(question: str, options: Iterable[str]) -> float:
        vectors = SHIPPED.weights.options[question]
        counting = (o for o in options if not SHIPPED.questions[question].options[o].alone)
        apart = fsum(vectors[option][first] - vectors[option][second] for option in counting)
        return apart * scoring.scale(SHIPPED, ticked, question)

    def speaks(question: str, option: str) -> bool:
        return SHIPPED.weights.options[question][option][first] > 0 < pull(question, [option])

    pulls = [pull(question, ticked[question]) for question, _ in told]
    untold = [
        pull(question, options)
        for question, options in ticked.items()
        if question not in dict(told) and any(speaks(question, option) for option in options)
    ]
    assert len(told) <= 3
    assert all(strength > 0 for strength in pulls)
    assert pulls == pytest.approx(sorted(pulls, reverse=True))
    if len(told) == 3:
        assert all(strength <= min(pulls) + 1e-9 for strength in untold)
    else:
        assert all(strength <= 1e-9 for strength in untold)
    for question, options in told:
        assert options
        assert all(speaks(question, option) for option in options)


@settings(deadline=None)
@given(ticked=tickings(SHIPPED))
def test_the_flip_changes_the_winner_and_no_smaller_change_does(ticked: Ticked) -> None:
    found = flip(SHIPPED, ticked)

    winner = next(iter(fits(SHIPPED, ticked)))
    by_trying = {
        (question, after)
        for question in ticked
        for after in neighbours(SHIPPED.questions[question], ticked[question])
        if next(iter(fits(SHIPPED, {**ticked, question: after}))) != winner
    }
    if found is None:
        assert not by_trying
    else:
        changed = after_flip(ticked, found)
        assert (found.question, changed[found.question]) in by_trying
        assert next(iter(fits(SHIPPED, changed))) == found.role
        smallest = min(size(ticked, question, after) for question, after in by_trying)
        assert size(ticked, found.question, changed[found.question]) == smallest


def neighbours(question: Question, options: frozenset[str]) -> list[frozenset[str]]:
    """Every answer that differs by one change, written down in another way than the engine."""
    every = list(question.options)
    if question.kind is Kind.SINGLE:
        return [frozenset({one}) for one in every if one not in options]
    loners = {one.id for one in question.options.values() if one.alone}
    if question.kind is Kind.TEXT or options & loners:
        return []
    toggled = [options ^ {one} for one in every if one not in loners]
    return [after for after in toggled if question.least <= len(after) <= question.most]


def after_flip(ticked: Ticked, found: Flip) -> Ticked:
    before = ticked[found.question]
    if SHIPPED.questions[found.question].kind is Kind.SINGLE:
        after = frozenset({found.option})
    else:
        after = before | {found.option} if found.added else before - {found.option}
    return {**ticked, found.question: after}


def size(ticked: Ticked, question: str, after: frozenset[str]) -> tuple[bool, float]:
    """How large a change is: evidence after wishes, then how far it moves the two leaders."""
    changed = {**ticked, question: after}
    old, new = fits(SHIPPED, ticked), fits(SHIPPED, changed)
    was, leads = next(iter(old)), next(iter(new))
    moved = (log(new[leads]) - log(new[was])) - (log(old[leads]) - log(old[was]))
    return SHIPPED.questions[question].about is About.EVIDENCE, round(moved, 6)


def test_a_multiple_choice_at_its_limit_offers_no_further_tick_as_a_flip(
    catalog: Catalog,
) -> None:
    question = replace(catalog.questions["stack"], most=1)
    narrow = replace(catalog, questions={**catalog.questions, "stack": question})
    ticked: Ticked = {"stack": frozenset({"tableau"})}

    assert flip(narrow, ticked) is None
    assert flip(catalog, ticked) is not None
