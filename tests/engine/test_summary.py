from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.engine import scoring
from bot.engine.comparing import side_by_side
from bot.engine.plans import planning, skills
from bot.engine.state import Answer, Conversation, NotSure, Picked, Skipped, Stage, Wrote
from bot.engine.summary import full, in_short, so_far
from bot.proof import persona
from tests.engine.walk import finished
from tests.engine.weekly.timed import on_mondays
from tests.fakes.clock import NOON

MOST_CHARACTERS_OF_A_BODY = 2_000


def summary_of(**options: str) -> Conversation:
    answers: dict[str, Answer] = {
        question: Picked(frozenset(picked.split("+"))) for question, picked in options.items()
    }
    return Conversation(1, stage=Stage.SUMMARY, answers=answers)


@pytest.mark.parametrize(
    "role",
    [
        "data_analyst",
        "data_engineer",
        "data_scientist",
        "machine_learning_engineer",
        "machine_learning_researcher",
    ],
)
def test_each_role_can_win_and_says_what_to_learn_and_leave_out(
    catalog: Catalog, role: str
) -> None:
    card = full(catalog, finished(catalog, role))

    assert card.result is not None
    assert card.result.role == role
    assert card.result.fits[role] > 0.7
    assert len(card.result.reasons) == 3
    assert catalog.roles[role].focus[0].skill in card.body
    assert catalog.roles[role].skip[0].until in card.body
    assert any(step.task in card.body for step in catalog.roles[role].ladder)
    assert next(bar.label for bar in card.chart) == catalog.roles[role].name
    assert len(card.body) <= MOST_CHARACTERS_OF_A_BODY


def test_the_first_week_is_that_of_the_plan_which_would_begin(catalog: Catalog) -> None:
    here = finished(catalog, "data_analyst")
    plan = planning.begin(catalog, "data_analyst", here.answers)
    step = skills.ladder_step(catalog, plan.upcoming[0])
    assert step is not None
    running = replace(on_mondays(catalog), plan=planning.next_week(catalog, plan, NOON))

    assert f"**Your first week:** {step.topic}." in full(catalog, here).body
    assert "Your first week" not in full(catalog, replace(here, weekly=running)).body


def test_not_sure_to_everything_forces_no_role_and_offers_a_first_fortnight(
    catalog: Catalog,
) -> None:
    card = full(catalog, finished(catalog, None))

    assert card.result is not None
    assert card.result.role is None
    assert card.result.reasons == ()
    assert card.result.flip is None
    assert all(taste.text in card.body for taste in catalog.fortnight)


def test_skipping_everything_forces_no_role_either(catalog: Catalog) -> None:
    answers: dict[str, Answer] = {question: Skipped() for question in catalog.questions}

    card = in_short(catalog, Conversation(1, stage=Stage.SUMMARY, answers=answers))

    assert card.body == catalog.say("summary.undecided-short")


def test_a_close_call_is_called_close_and_told_with_its_flip(catalog: Catalog) -> None:
    card = full(catalog, summary_of(afternoon="price", page_or_pattern="lean-page"))

    assert card.result is not None
    first, second = list(card.result.fits.values())[:2]
    assert first - second < catalog.weights.close
    assert "close call" in card.body
    assert card.result.flip is not None
    assert card.result.flip in card.body


def test_a_clear_result_says_so(catalog: Catalog) -> None:
    card = full(catalog, finished(catalog, "data_engineer"))

    assert "not close" in card.body


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"afternoon": "dashboards"}, "had you picked"),
        ({"stack": "tableau"}, "had you also ticked"),
        ({"activities": "decisions+prototype"}, "had you not ticked"),
    ],
)
def test_the_flip_says_what_would_have_to_differ(
    catalog: Catalog, answers: dict[str, str], told: str
) -> None:
    card = full(catalog, summary_of(**answers))

    assert card.result is not None
    assert card.result.flip is not None
    assert card.result.flip.startswith(told)


def all_but(catalog: Catalog, *left_out: str) -> Conversation:
    """The summary of a clear analyst who was not asked some of the questions."""
    answers = {
        name: answer
        for name, answer in persona(catalog, "data_analyst").items()
        if name not in left_out and not catalog.questions[name].after_fortnight
    }
    return Conversation(1, stage=Stage.SUMMARY, answers=answers)


def test_with_questions_about_work_left_out_it_gives_its_guarantee(catalog: Catalog) -> None:
    card = full(catalog, all_but(catalog, "models", "stack", "story"))

    guarantee = catalog.weights.measured.guarantee
    assert f"fewer than {guarantee} in 100 would have got another role from all 5" in card.body
    assert card.body.startswith("That's enough: of people like those we measured")


@pytest.mark.parametrize("nothing", [NotSure(), Skipped()])
@pytest.mark.parametrize("asked", ["activities", "setting", "code"])
def test_the_guarantee_is_for_those_who_answered_every_list_that_was_asked(
    catalog: Catalog, asked: str, nothing: Answer
) -> None:
    here = all_but(catalog, "models", "stack", "story")

    card = full(catalog, replace(here, answers={**here.answers, asked: nothing}))

    assert card.body.startswith(catalog.say("summary.stopped"))


@pytest.mark.parametrize(
    ("left_out", "key"), [(("story",), "summary.enough"), ((), "summary.all")]
)
def test_with_all_questions_about_work_answered_there_is_nothing_to_guarantee(
    catalog: Catalog, left_out: tuple[str, ...], key: str
) -> None:
    card = full(catalog, all_but(catalog, *left_out))

    assert card.body.startswith(catalog.say(key))


@pytest.mark.parametrize(
    "answers", [{"afternoon": "price"}, {"activities": "decisions+infrastructure"}]
)
def test_who_stopped_while_more_would_matter_is_given_no_guarantee(
    catalog: Catalog, answers: dict[str, str]
) -> None:
    card = full(catalog, summary_of(**answers))

    assert card.body.startswith(catalog.say("summary.stopped"))


def test_what_was_left_unticked_is_told_as_a_reason(catalog: Catalog) -> None:
    weights = catalog.weights
    bias = (3.0, 0.0, 0.0, 0.0, 0.0)
    mute = dict.fromkeys(weights.options["models"], (0.0,) * 5)
    weights = replace(
        weights,
        bias={**weights.bias, "models": bias},
        options={**weights.options, "models": mute},
    )

    here = summary_of(models="sklearn")
    read = replace(here, answers={"models": Wrote("", frozenset({"sklearn"}))})
    ticked, named = (full(replace(catalog, weights=weights), one) for one in (here, read))

    assert ticked.result is not None
    assert ticked.result.reasons == ("what you left unticked (Models)",)
    assert named.result is not None
    assert named.result.reasons == ("what you did not name (Models)",)


def test_without_a_flip_it_says_that_nothing_would_change_it(catalog: Catalog) -> None:
    lonely = replace(catalog, weights=replace(catalog.weights, prior=(9.0, 0.0, 0.0, 0.0, 0.0)))

    card = full(lonely, summary_of(afternoon="dashboards"))

    assert card.result is not None
    assert card.result.flip is None
    assert catalog.say("summary.firm") in card.body


def test_F55_answers_that_no_longer_count_are_told_once(catalog: Catalog) -> None:
    gone = summary_of(afternoon="dashboards", retired_question="something")
    odd = summary_of(afternoon="dashboards", stack="tableau+fax")
    fine = summary_of(afternoon="dashboards")

    told = [
        catalog.say("summary.gone") in full(catalog, here).body for here in (gone, odd, fine)
    ]

    assert told == [True, True, False]


def test_an_answer_that_speaks_for_nobody_gives_no_reasons(catalog: Catalog) -> None:
    card = full(catalog, summary_of(stack="none"))

    assert card.result is not None
    assert card.result.role is not None or card.result.reasons == ()


def test_none_of_these_is_told_as_a_reason_like_what_was_left_unticked(
    catalog: Catalog,
) -> None:
    here = summary_of(**dict.fromkeys(catalog.weights.bias, "none"), afternoon="pipeline")

    result = full(catalog, here).result

    assert result is not None
    assert "none of the boxes (What you do)" in result.reasons


def test_so_far_a_close_call_is_called_close_and_names_both_roles(catalog: Catalog) -> None:
    here = summary_of(afternoon="price", page_or_pattern="lean-page")

    told = so_far(catalog, here)

    (first, _), (second, _), *_ = scoring.outcome(catalog, here.answers).fits.items()
    role, next_role = (catalog.roles[one].noun for one in (first, second))
    assert told == catalog.say("summary.so-far-close", role=role, second=next_role)


def test_so_far_there_may_be_nothing_to_say(catalog: Catalog) -> None:
    here = Conversation(1, stage=Stage.ASKING, asking="stack", answers={"afternoon": NotSure()})

    assert so_far(catalog, here) == catalog.say("summary.nothing")


@pytest.mark.parametrize("answered", [True, False])
def test_two_roles_side_by_side_with_ones_own_fits_if_there_are_any(
    catalog: Catalog, answered: bool
) -> None:
    here = finished(catalog, "data_analyst") if answered else Conversation(1)

    told = side_by_side(catalog, here, "data_analyst", "data_engineer")

    assert catalog.roles["data_analyst"].job in told
    assert catalog.roles["data_engineer"].neighbours["data_analyst"].difference in told
    assert ("By your answers" in told) == answered


def test_every_comparison_fits_on_a_card(catalog: Catalog) -> None:
    here = finished(catalog, "data_analyst")

    longest = max(
        len(side_by_side(catalog, here, left, right))
        for left in catalog.roles
        for right in catalog.roles
        if left != right
    )

    assert longest <= MOST_CHARACTERS_OF_A_BODY - 200
