"""German is whole: nobody who reads it meets English, and a plan is the same in both."""

import re
from dataclasses import fields
from itertools import combinations
from random import Random

import pytest

from bot.catalog import About, Catalog, LadderStep
from bot.catalog.review import review
from bot.engine.plans.skills import alike, passed
from bot.engine.state import Answer, Picked
from bot.paths import content_folder

READ = ("topic", "task", "light", "stretch", "check", "answer")
"""What people read of a step; its page keeps the name that the page gives itself."""
LEANS_ON_ANOTHER = re.compile(
    r"last week|week \d|you (wrote|built|made|trained)|^\S+ (the|your) (whole )?(model|service|"
    r"system|pipeline|baseline)|of your pipeline|letzten Woche|du am Anfang|"
    r"\b(das Modell|(de[mn]|des) Dienst|das ganze System|deiner? (Baseline|Pipeline))\b"
)
"""What a task would say that takes another step for granted, in both languages."""
SEED = 7
PEOPLE = 300


def steps(catalog: Catalog) -> dict[tuple[str, int], LadderStep]:
    """Every step of every ladder, by its role and its place there."""
    return {
        (role.id, at): one
        for role in catalog.roles.values()
        for at, one in enumerate(role.ladder, start=1)
    }


def like_each_other(catalog: Catalog) -> set[frozenset[tuple[str, int]]]:
    """The pairs of steps whose topics name one skill, so that one stands for the other."""
    pairs = combinations(steps(catalog).items(), 2)
    return {
        frozenset({one, other})
        for (one, here), (other, there) in pairs
        if alike(catalog, here.topic, there.topic)
    }


def explained_by_a_skill(catalog: Catalog) -> set[tuple[str, int, int]]:
    """The steps that a skill to learn tells the reason for, with that skill's place."""
    return {
        (role, at, place)
        for (role, at), one in steps(catalog).items()
        for place, focus in enumerate(catalog.roles[role].focus)
        if alike(catalog, focus.skill, one.topic)
    }


def evidence_of(catalog: Catalog, random: Random) -> dict[str, Answer]:
    """What somebody may have ticked of what they do and know."""
    asked = [one for one in catalog.questions.values() if one.about is About.EVIDENCE]
    return {
        one.id: Picked(
            frozenset(random.sample([*one.options], random.randint(1, len(one.options))))
        )
        for one in asked
    }


def test_german_leaves_nothing_in_english() -> None:
    assert review(content_folder()).untranslated["de"] == []


def test_no_task_takes_for_granted_what_another_step_asked_for(
    catalog: Catalog, german: Catalog
) -> None:
    """Steps are moved, left out and paused, so each stands by itself."""
    tasks = [step.task for told in (catalog, german) for step in steps(told).values()]

    assert [task for task in tasks if LEANS_ON_ANOTHER.search(task)] == []


@pytest.mark.parametrize("read", READ)
def test_no_step_has_an_english_text_in_german(
    catalog: Catalog, german: Catalog, read: str
) -> None:
    told = steps(german)

    same = [
        at
        for at, step in steps(catalog).items()
        if getattr(step, read) == getattr(told[at], read)
    ]

    assert same == []


def test_a_german_step_starts_from_the_same_page(catalog: Catalog, german: Catalog) -> None:
    kept = [field.name for field in fields(LadderStep) if field.name not in READ]
    told = steps(german)

    for at, step in steps(catalog).items():
        assert [getattr(step, name) for name in kept] == [
            getattr(told[at], name) for name in kept
        ]


def test_german_sentences_say_the_same_facts(catalog: Catalog, german: Catalog) -> None:
    for key, said in catalog.phrases.items():
        facts = {*said.get_identifiers()}
        assert {*german.phrases[key].get_identifiers()} == facts, key


def test_german_topics_are_like_each_other_where_english_ones_are(
    catalog: Catalog, german: Catalog
) -> None:
    assert like_each_other(german) == like_each_other(catalog) != set()


def test_a_skill_explains_in_german_each_step_that_it_explains_in_english(
    catalog: Catalog, german: Catalog
) -> None:
    assert explained_by_a_skill(german) >= explained_by_a_skill(catalog) != set()


def test_a_german_plan_starts_where_an_english_one_does(
    catalog: Catalog, german: Catalog
) -> None:
    random = Random(SEED)
    starts = set()
    for _ in range(PEOPLE):
        answers = evidence_of(catalog, random)
        for role in catalog.roles.values():
            start = passed(catalog, role, answers)
            starts.add(start)
            assert passed(german, german.roles[role.id], answers) == start, (role.id, answers)

    assert starts >= {0, 1, 2}
