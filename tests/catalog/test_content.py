"""The shipped content: complete for every role, within the limits, nothing said twice."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations, pairwise, permutations

import pytest

from bot.catalog import About, Catalog, Kind, Question
from bot.catalog.loader import load
from bot.catalog.review import review
from bot.engine import summary
from bot.engine.state import Answer, Conversation, Leaning, Picked, Wrote
from bot.paths import content_folder
from tests.required import required
from tests.sparing import first

ROLES = [
    "data_analyst",
    "data_engineer",
    "data_scientist",
    "machine_learning_engineer",
    "machine_learning_researcher",
]
BUTTON, BODY, CALLBACK = 75, 2_000, 100
WEIGHED_BY_HAND = {
    "stack.spreadsheets",
    "stack.orchestration",
    "stack.containers",
    "stack.serving",
}
"""Evidence that the practitioners were not asked about, and the five jobs need."""
SEPTEMBER = datetime(2025, 9, 1, tzinfo=UTC)


def evidence(catalog: Catalog) -> list[Question]:
    return [one for one in catalog.questions.values() if one.about is About.EVIDENCE]


def test_no_sentence_stands_twice() -> None:
    assert [str(fault) for fault in review(content_folder()).faults] == []


def test_there_are_five_roles(catalog: Catalog) -> None:
    assert list(catalog.roles) == ROLES


@pytest.mark.parametrize("name", ROLES)
def test_a_role_is_complete(catalog: Catalog, name: str) -> None:
    role = catalog.roles[name]

    assert all([role.name, role.noun, role.job, role.matters])
    assert len(role.days) >= 3
    assert len(role.tools_article) >= 2
    assert role.tools_today
    assert not {*role.tools_article} & {*role.tools_today}
    assert len(role.questions) >= 2
    assert len(role.interview) >= 3
    assert len(role.focus) >= 5
    assert len(role.skip) >= 3
    assert len(role.portfolio) >= 2
    assert {*role.neighbours} == {*ROLES} - {name}


@pytest.mark.parametrize("name", ROLES)
def test_a_role_neither_learns_nor_leaves_out_a_thing_twice(
    catalog: Catalog, name: str
) -> None:
    role = catalog.roles[name]

    skills = [focus.skill.casefold() for focus in role.focus]
    left_out = [skip.what.casefold() for skip in role.skip]
    assert max(Counter([*skills, *left_out]).values()) == 1


@pytest.mark.parametrize("name", ROLES)
def test_until_when_a_thing_is_left_out_completes_a_sentence(
    catalog: Catalog, name: str
) -> None:
    for skip in catalog.roles[name].skip:
        assert not skip.until.endswith(".")
        assert not skip.until.startswith("until")


@pytest.mark.parametrize("name", ROLES)
def test_a_ladder_has_twelve_whole_steps(catalog: Catalog, name: str) -> None:
    ladder = catalog.roles[name].ladder

    assert len({step.id for step in ladder}) == len(ladder) == 12
    assert len({step.topic for step in ladder}) == 12
    for step in ladder:
        assert step.task != step.light != step.stretch
        assert all([step.resource, step.url, step.check, step.answer])


def test_the_shared_fortnight_has_two_tasks_and_a_question_for_afterwards(
    catalog: Catalog,
) -> None:
    after = [one for one in catalog.questions.values() if one.after_fortnight]

    assert len(catalog.fortnight) == 2
    assert len(after) == 1


def test_there_are_enough_questions_of_every_sort(catalog: Catalog) -> None:
    asked = catalog.questions.values()

    assert len(asked) >= 12
    assert {one.kind for one in asked} == {*Kind}
    assert len(evidence(catalog)) >= 3
    assert any(one.opening and one.about is About.INTEREST for one in asked)


def test_each_pair_of_roles_has_one_trade_off(catalog: Catalog) -> None:
    pairs = [one.pair for one in catalog.questions.values() if one.pair]

    assert len(pairs) == len({*pairs})
    assert {*pairs} == {frozenset(pair) for pair in combinations(ROLES, 2)}


def test_each_evidence_option_names_columns_or_is_weighed_by_hand_on_purpose(
    catalog: Catalog,
) -> None:
    by_hand = {
        f"{question.id}.{option.id}"
        for question in evidence(catalog)
        for option in question.options.values()
        if not option.columns and not option.alone
    }

    assert by_hand == WEIGHED_BY_HAND


def test_no_column_stands_for_two_options(catalog: Catalog) -> None:
    named = [
        column
        for question in catalog.questions.values()
        for option in question.options.values()
        for column in option.columns
    ]

    assert [column for column, count in Counter(named).items() if count > 1] == []


def test_only_evidence_names_columns(catalog: Catalog) -> None:
    for question in catalog.questions.values():
        if question.about is About.INTEREST:
            assert not any(option.columns for option in question.options.values())


def test_each_named_column_stands_in_the_practitioners_table(catalog: Catalog) -> None:
    with required("practitioners", "WHICHROLE_PRACTITIONERS").open() as table:
        header = next(csv.reader(table))

    named = {
        column
        for question in evidence(catalog)
        for option in question.options.values()
        for column in option.columns
    }
    assert named - {*header} == set()


def test_everything_fits_on_a_button(catalog: Catalog) -> None:
    labels = [
        option.label for one in catalog.questions.values() for option in one.options.values()
    ]
    shorts = [
        option.short for one in catalog.questions.values() for option in one.options.values()
    ]
    buttons = [
        catalog.say(key) for key in catalog.phrases if key.startswith(("button.", "command."))
    ]

    assert max(map(len, [*labels, *shorts, *buttons])) <= BUTTON


def test_ids_are_short_enough_for_what_a_click_sends_back(catalog: Catalog) -> None:
    ids = [*catalog.questions, *catalog.roles]
    ids += [option for one in catalog.questions.values() for option in one.options]

    assert max(map(len, ids)) <= 40 < CALLBACK


def test_a_question_with_its_reason_why_is_one_message(catalog: Catalog) -> None:
    kinds = {about: catalog.say(f"first.{about}") for about in About}
    longest = max(map(len, map(catalog.say, _plain(catalog))))

    for question in catalog.questions.values():
        parts = [question.why, kinds[question.about], question.text]
        assert len("\n\n".join(parts)) + longest <= BODY


def _plain(catalog: Catalog) -> list[str]:
    return [key for key, said in catalog.phrases.items() if not said.get_identifiers()]


def wordiest(catalog: Catalog, leading: str, second: str) -> list[dict[str, Answer]]:
    """Answers that say as much as possible for one role against another."""
    places = [list(catalog.roles).index(role) for role in (leading, second)]
    told: dict[str, Answer] = {}
    for name, question in catalog.questions.items():
        pull = {
            option: vector[places[0]] - vector[places[1]]
            for option, vector in catalog.weights.options[name].items()
        }
        best = max(pull, key=lambda option: pull[option])
        boxes = [o for o in pull if pull[o] > 0 and not question.options[o].alone]
        ticked = boxes if question.kind is Kind.MULTIPLE and boxes else [best]
        given = frozenset(ticked)
        told[name] = Wrote("", given) if question.kind is Kind.TEXT else Picked(given)
    lists = {n: a for n, a in told.items() if catalog.questions[n].kind is Kind.MULTIPLE}
    single = [{name: answer} for name, answer in told.items()]
    fewer = [{n: a for n, a in told.items() if n != left_out} for left_out in told]
    grown = [dict([*told.items()][: at + 1]) for at in range(len(told))]
    return [told, lists, *single, *fewer, *grown]


def longest_flip(catalog: Catalog) -> str:
    """The longest way to say what would flip a result, whatever the weights."""
    return max(
        (
            catalog.say(
                f"flip.{manner}", option=option.short, question=one.name, role=role.noun
            )
            for manner in ("picked", "added", "left-out")
            for one in catalog.questions.values()
            for option in one.options.values()
            for role in catalog.roles.values()
        ),
        key=len,
    )


@pytest.fixture(scope="module", params=["en", "de"])
def in_each_language(request: pytest.FixtureRequest) -> Catalog:
    return load(content_folder(), request.param)


@pytest.mark.parametrize(("leading", "second"), first(5, permutations(ROLES, 2)))
def test_the_longest_summary_is_one_message_whatever_would_flip_it(
    in_each_language: Catalog, leading: str, second: str
) -> None:
    catalog = in_each_language
    firm = catalog.say("summary.firm")
    flip = catalog.say("summary.flip", flip=longest_flip(catalog))
    gone: dict[str, Answer] = {"gone": Picked(frozenset({"x"}))}
    for answers in wordiest(catalog, leading, second):
        here = Conversation(1, answers={**answers, **gone}, earlier=Leaning(leading, SEPTEMBER))
        for chosen in (None, *ROLES):
            card = summary.full(catalog, replace(here, chosen=chosen))
            assert card.result is not None
            told = card.result.flip or firm
            assert told in card.body
            assert len(card.body) - len(told) + len(flip) <= BODY, card.body


def test_steps_of_a_ladder_do_not_share_a_page_side_by_side(catalog: Catalog) -> None:
    for role in catalog.roles.values():
        for before, after in pairwise(role.ladder):
            assert before.url != after.url
