"""Is the quiz fair? Simulations over a catalog, for ``whichrole check --proof``.

Three kinds of people are made up: *personas*, who give the best answers for one role; *noisy*
personas, who give some answers at random; and *random* people, as ``spreads`` defines random.
All of them walk through the shipped engine's own choice of questions.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from bot.catalog import Catalog, Kind, Question
from bot.catalog.spreads import chances
from bot.engine import scoring
from bot.engine.selecting import next_question
from bot.engine.state import Answer, Conversation, NotSure, Picked, Wrote

LEAST_PERSONA_FIT = 0.8
LEAST_SHARE, MOST_SHARE = 0.12, 0.28
MOST_CHANGED = 0.03
NOISE = 0.3
"""How many of a noisy persona's answers are random."""
UNSURE = 0.1
"""How many are "not sure"."""

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the simulations found.

    Attributes:
        people: how many were simulated.
        personas: each role's fit for its own persona, with early stopping.
        winners: whom each persona's answers made lead.
        shares: how often each role leads for random people.
        changed: how often asking everything would have given another leading role.
        asked: questions asked, on average: noisy personas, random people.
        reached: by question, the share of all simulated people who were asked it.
        silent_questions: questions that move fewer than two roles.
        silent_options: options that say nothing, as "question.option".
        unreachable: questions that nobody of all these people was asked.
    """

    people: int
    personas: Mapping[str, float]
    winners: Mapping[str, str]
    shares: Mapping[str, float]
    changed: float
    asked: tuple[float, float]
    reached: Mapping[str, float]
    silent_questions: tuple[str, ...]
    silent_options: tuple[str, ...]
    unreachable: tuple[str, ...]

    def problems(self) -> Iterator[str]:
        """What falls short of the bars, a sentence each."""
        for role, fit in self.personas.items():
            if self.winners[role] != role:
                yield f"the best answers for {role} make {self.winners[role]} lead"
            elif fit < LEAST_PERSONA_FIT:
                yield f"the best answers for {role} give only a fit of {fit:.2f}"
        for role, share in self.shares.items():
            if not LEAST_SHARE <= share <= MOST_SHARE:
                yield f"random answers make {role} lead {share:.0%} of the time"
        if self.changed > MOST_CHANGED:
            yield f"asking everything would change {self.changed:.1%} of the results"
        yield from (
            f"question {name} moves fewer than two roles" for name in self.silent_questions
        )
        yield from (f"option {name} says nothing" for name in self.silent_options)
        yield from (
            f"question {name} was asked of nobody among {self.people}"
            for name in self.unreachable
        )


def prove(
    catalog: Catalog, people: int, seed: int, done: Callable[[], None] = lambda: None
) -> Proof:
    """Simulate so many people, half of them noisy personas and half random.

    Args:
        catalog: what they are asked.
        people: how many; at least one of each half.
        seed: the same one gives the same people.
        done: called after each of them.
    """
    random = Random(seed)  # noqa: S311 - a simulation, and it must be repeatable
    roles = tuple(catalog.roles)
    best = {role: persona(catalog, role) for role in roles}
    played = {role: _walk(catalog, answers) for role, answers in best.items()}
    noisy = [noised(catalog, best[roles[n % len(roles)]], random) for n in range(people // 2)]
    anyhow = [at_random(catalog, random) for _ in range(people - people // 2)]
    walks = []
    for answers in (*noisy, *anyhow):
        walks.append(_walk(catalog, answers))
        done()
    leaders = [_leader(catalog, walk) for walk in walks]
    whole = [_leader(catalog, answers) for answers in (*noisy, *anyhow)]
    by_chance = Counter(leaders[len(noisy) :])
    reached = Counter(question for walk in walks for question in walk)
    return Proof(
        people=people,
        personas={role: _fits(catalog, played[role])[role] for role in roles},
        winners={role: _leader(catalog, played[role]) for role in roles},
        shares={role: by_chance[role] / len(anyhow) for role in roles},
        changed=sum(a != b for a, b in zip(leaders, whole, strict=True)) / len(walks),
        asked=(_mean_length(walks[: len(noisy)]), _mean_length(walks[len(noisy) :])),
        reached={name: reached[name] / len(walks) for name in catalog.questions},
        silent_questions=tuple(_silent_questions(catalog)),
        silent_options=tuple(_silent_options(catalog)),
        unreachable=tuple(_unreachable(catalog, reached)),
    )


def persona(catalog: Catalog, role: str) -> dict[str, Answer]:
    """The answers that speak most clearly for one role, to every question."""
    place = tuple(catalog.roles).index(role)

    def pull(question: str, option: str) -> float:
        vector = catalog.weights.options[question][option]
        return vector[place] - (sum(vector) - vector[place]) / (len(vector) - 1)

    answers: dict[str, Answer] = {}
    for name, question in catalog.questions.items():
        ranked = sorted(question.options, key=partial(pull, name), reverse=True)
        boxes = [o for o in ranked if pull(name, o) > 0 and not question.options[o].alone]
        several = question.kind is Kind.MULTIPLE and boxes
        ticked = boxes[: question.most] if several else ranked[:1]
        if several and len(boxes) < question.least:
            together = [o for o in ranked if not question.options[o].alone]
            ticked = together[: question.least]
        answers[name] = _answer(question, frozenset(ticked))
    return answers


def at_random(catalog: Catalog, random: Random) -> dict[str, Answer]:
    """Random answers to every question."""
    return {
        name: _random_answer(catalog, asked, random)
        for name, asked in catalog.questions.items()
    }


def noised(catalog: Catalog, answers: Answers, random: Random) -> dict[str, Answer]:
    """A persona of flesh and blood: some answers random, some "not sure"."""

    def given(name: str) -> Answer:
        luck = random.random()
        if luck < UNSURE:
            return NotSure()
        if luck < UNSURE + NOISE:
            return _random_answer(catalog, catalog.questions[name], random)
        return answers[name]

    return {name: given(name) for name in catalog.questions}


def _random_answer(catalog: Catalog, question: Question, random: Random) -> Answer:
    chance = chances(question, catalog.weights.rates.get(question.id, {}))
    if question.kind is Kind.MULTIPLE:
        ticked = frozenset(option for option, p in chance.items() if random.random() < p)
        loners = [option.id for option in question.options.values() if option.alone]
        ticked = ticked or frozenset(loners[:1])
        most = question.most
        enough = question.least <= len(ticked) <= most
        return Picked(ticked) if enough else NotSure()
    return _answer(question, frozenset({random.choice(list(chance))}))


def _answer(question: Question, options: frozenset[str]) -> Answer:
    return Wrote("", options) if question.kind is Kind.TEXT else Picked(options)


def _walk(catalog: Catalog, answers: Answers) -> Answers:
    """What the engine asks of somebody with these answers, in order."""
    here = Conversation(id=0)
    while (question := next_question(catalog, here)) is not None:
        here = replace(here, answers={**here.answers, question: answers[question]})
    return here.answers


def _fits(catalog: Catalog, answers: Answers) -> Mapping[str, float]:
    return scoring.outcome(catalog, answers).fits


def _leader(catalog: Catalog, answers: Answers) -> str:
    asked = {
        name: answer
        for name, answer in answers.items()
        if not catalog.questions[name].after_fortnight
    }
    return next(iter(_fits(catalog, asked)))


def _mean_length(walks: list[Answers]) -> float:
    return sum(map(len, walks)) / len(walks)


def _silent_questions(catalog: Catalog) -> Iterator[str]:
    """Questions whose answers differ in what they say about fewer than two roles.

    A box can also be left unticked, which adds nothing.
    """
    for name, vectors in catalog.weights.options.items():
        several = catalog.questions[name].kind is Kind.MULTIPLE
        unticked = (0.0,) if several else ()
        columns = zip(*vectors.values(), strict=True)
        moved = sum(len({*column, *unticked}) > 1 for column in columns)
        if moved < 2:
            yield name


def _silent_options(catalog: Catalog) -> Iterator[str]:
    """Options that say the same of every role, except for "none of these"."""
    for name, vectors in catalog.weights.options.items():
        for option, vector in vectors.items():
            alone = catalog.questions[name].options[option].alone
            if len(set(vector)) == 1 and not alone:
                yield f"{name}.{option}"


def _unreachable(catalog: Catalog, reached: Mapping[str, int]) -> Iterator[str]:
    """Questions that nobody was asked; the one after the fortnight needs a fortnight first."""
    for name, question in catalog.questions.items():
        if name not in reached and not question.after_fortnight:
            yield name
