"""What somebody has already, as far as answers and topics tell.

Evidence only ever moves a start forward: it says where somebody may begin, never what they
cannot do.
"""

from collections.abc import Mapping
from math import fsum

from bot.catalog import About, Catalog, LadderStep, Role
from bot.catalog.words import stems, words
from bot.engine import scoring
from bot.engine.clauses import Part, affirmed_terms
from bot.engine.plans.plan import Step
from bot.engine.scoring import DECIMALS, Ticked
from bot.engine.state import Answer

MOST_PASSED = 3
"""Answers are no proof, so a start is at the fourth week at the latest."""
WORDS_IN_COMMON = 2
"""One word is too little: "Explaining a model" is not "A model behind the dashboard"."""


def passed(catalog: Catalog, role: Role, answers: Mapping[str, Answer]) -> int:
    """How many steps at the start of the role's ladder somebody may pass over.

    Each whole point of weight that their evidence adds to this role is a week, up to three.
    A step whose topic names something that could be ticked, and was not, is not passed.
    """
    ticked = _evidence(catalog, answers)
    place = [*catalog.roles].index(role.id)
    weights = catalog.weights.options
    points = fsum(weights[name][o][place] for name, tick in ticked.items() for o in tick)
    most = min(int(max(round(points, DECIMALS), 0)), MOST_PASSED, len(role.ladder) - 1)
    ahead = enumerate(role.ladder[:most])
    unmet = (at for at, step in ahead if _names_more(catalog, step.topic, ticked))
    return next(unmet, most)


def ladder_step(catalog: Catalog, step: Step) -> LadderStep | None:
    """What authors wrote for a step, if today's content has it."""
    role = catalog.roles.get(step.role)
    found = (one for one in (role.ladder if role else ()) if one.id == step.rung)
    return next(found, None)


def place(catalog: Catalog, step: Step) -> int:
    """Where a step stands on its role's ladder today, from 0; one that is gone: at the end."""
    role = catalog.roles.get(step.role)
    rungs = [one.id for one in (role.ladder if role else ())]
    return rungs.index(step.rung) if step.rung in rungs else len(rungs)


def topic(catalog: Catalog, step: Step) -> str:
    """The topic of a step; empty, and like no other, where today's content lacks it."""
    found = ladder_step(catalog, step)
    return found.topic if found else ""


def alike(catalog: Catalog, one: str, other: str) -> bool:
    """Whether two texts name the same skill: they share two words, small ones left aside."""
    shared = _meaning(catalog, one) & _meaning(catalog, other)
    return len(shared) >= WORDS_IN_COMMON


def _evidence(catalog: Catalog, answers: Mapping[str, Answer]) -> Ticked:
    """What was ticked of the things that people do and know."""
    counted = scoring.counted(catalog, answers)
    asked = {name: catalog.questions[name] for name in counted}
    return {
        name: frozenset(o for o in counted[name] if not question.options[o].alone)
        for name, question in asked.items()
        if question.about is About.EVIDENCE
    }


def _names_more(catalog: Catalog, text: str, ticked: Ticked) -> bool:
    """Whether a topic names something that could be ticked as evidence, and was not."""
    for term in affirmed_terms(catalog.lexicon, [Part(meant=[*words(text)])]):
        asked = [name for name in term.means if _is_evidence(catalog, name)]
        met = [name for name in asked if term.means[name] & ticked.get(name, frozenset())]
        if asked and not met:
            return True
    return False


def _is_evidence(catalog: Catalog, name: str) -> bool:
    question = catalog.questions.get(name)
    return question is not None and question.about is About.EVIDENCE


def _meaning(catalog: Catalog, text: str) -> frozenset[str]:
    """The stems of a text's words, without those that name nothing by themselves."""
    small = catalog.lexicon.small_words
    return frozenset(stems(word for word in words(text) if word not in small))
