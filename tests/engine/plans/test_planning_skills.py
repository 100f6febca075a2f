"""What answers and topics tell about what somebody has already."""

from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.engine.plans.skills import alike, ladder_step, passed, topic
from bot.engine.state import Answer, NotSure, Picked
from tests.engine.plans.weeks import ANALYST, AT_WORK, ENGINEER, step


def ticked(**options: str) -> dict[str, Answer]:
    return {name: Picked(frozenset(said.split())) for name, said in options.items()}


def test_nobody_starts_later_for_what_they_did_not_say(catalog: Catalog) -> None:
    for role in catalog.roles.values():
        for answers in ({}, ticked(code="none", activities="none"), {"code": NotSure()}):
            assert passed(catalog, role, answers) == 0


def test_each_whole_point_of_evidence_is_a_week(catalog: Catalog) -> None:
    assert passed(catalog, catalog.roles[ENGINEER], AT_WORK) == 2


def test_wishes_are_no_evidence(catalog: Catalog) -> None:
    wishes = {
        one.id: Picked(frozenset([*one.options][:1]))
        for one in catalog.questions.values()
        if one.about == "interest"
    }

    assert all(passed(catalog, role, wishes) == 0 for role in catalog.roles.values())


def test_evidence_for_another_role_moves_no_start(catalog: Catalog) -> None:
    researcher = catalog.roles["machine_learning_researcher"]

    assert passed(catalog, researcher, AT_WORK) == 0


def test_a_step_that_names_what_was_not_ticked_is_not_passed(catalog: Catalog) -> None:
    at_work = ticked(activities="decisions", stack="spreadsheets tableau powerbi looker")
    with_sql = {**at_work, **ticked(code="sql")}

    assert passed(catalog, catalog.roles[ANALYST], at_work) == 1
    assert passed(catalog, catalog.roles[ANALYST], with_sql) > 1
    no_sql = ticked(activities="infrastructure", stack="tableau orchestration")
    assert passed(catalog, catalog.roles[ENGINEER], no_sql) == 0


def test_no_start_is_later_than_the_fourth_week_or_past_a_short_ladder(
    catalog: Catalog,
) -> None:
    everything: dict[str, Answer] = {}
    place = [*catalog.roles].index(ENGINEER)
    for name, options in catalog.weights.options.items():
        speaking = frozenset(o for o, weights in options.items() if weights[place] > 0)
        everything[name] = Picked(speaking)
    role = catalog.roles[ENGINEER]

    assert passed(catalog, role, everything) == 3
    assert passed(catalog, replace(role, ladder=role.ladder[:2]), everything) == 1


def test_a_topic_may_name_what_is_asked_no_longer(catalog: Catalog) -> None:
    fewer = {name: one for name, one in catalog.questions.items() if name != "code"}
    edited = replace(catalog, questions=fewer)

    assert passed(edited, edited.roles[ENGINEER], AT_WORK) >= 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Window functions in SQL", "Cohorts and retention with window functions", True),
        ("The window functions", "A windowed function", True),
        ("Explaining a model", "A model behind the dashboard", False),
        ("SQL joins and aggregation", "Window functions in SQL", False),
        ("A pipeline in the cloud", "A pipeline in the office", False),
        ("", "", False),
    ],
)
def test_two_words_in_common_make_the_same_skill(
    catalog: Catalog, one: str, other: str, same: bool
) -> None:
    assert alike(catalog, one, other) is same
    assert alike(catalog, other, one) is same


def test_what_todays_content_lacks_has_no_topic(catalog: Catalog) -> None:
    for gone in (step(13), step(1, "poet")):
        assert ladder_step(catalog, gone) is None
        assert topic(catalog, gone) == ""
    assert topic(catalog, step(2)) == "SQL joins and aggregation"
