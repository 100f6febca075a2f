"""The shipped quiz is fair, and a quiz that is not is found out."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from bot import proof
from bot.catalog import Catalog, Kind, Vector
from bot.catalog.spreads import chances, spread
from bot.engine.state import NotSure, Picked, Wrote
from bot.proof import Proof, prove
from tests.sparing import first

PEOPLE, SEED = 5_000, 1
SOME, FEW = 1_000, 400

Options = Mapping[str, Mapping[str, Vector]]


@pytest.fixture(scope="session", params=first(1, [SOME, PEOPLE]))
def shipped(catalog: Catalog, request: pytest.FixtureRequest) -> Proof:
    return prove(catalog, request.param, SEED)


def weighed(catalog: Catalog, options: Options) -> Catalog:
    """The catalog with other weights."""
    rates = catalog.weights.rates
    spreads = {
        name: spread(asked, options[name], rates.get(name, {}))
        for name, asked in catalog.questions.items()
    }
    return replace(catalog, weights=replace(catalog.weights, options=options, spreads=spreads))


def with_options(catalog: Catalog, question: str, vectors: Mapping[str, Vector]) -> Catalog:
    """The catalog with other weights of some options of one question."""
    options = catalog.weights.options
    return weighed(catalog, {**options, question: {**options[question], **vectors}})


def without_role(catalog: Catalog, role: str) -> Catalog:
    """The catalog where nothing ever speaks for one role."""
    place = list(catalog.roles).index(role)

    def damped(vector: Vector) -> Vector:
        return tuple(min(w, 0.0) if at == place else w for at, w in enumerate(vector))

    return weighed(
        catalog,
        {
            question: {option: damped(vector) for option, vector in vectors.items()}
            for question, vectors in catalog.weights.options.items()
        },
    )


def problems(catalog: Catalog, people: int = FEW) -> list[str]:
    return list(prove(catalog, people, SEED).problems())


def test_the_shipped_quiz_has_no_problem(shipped: Proof) -> None:
    assert list(shipped.problems()) == []


def test_every_persona_wins_clearly(shipped: Proof, catalog: Catalog) -> None:
    assert shipped.winners == {role: role for role in catalog.roles}
    assert min(shipped.personas.values()) >= 0.8


def test_random_answers_favour_nobody(shipped: Proof) -> None:
    assert sum(shipped.shares.values()) == pytest.approx(1.0)
    assert 0.12 <= min(shipped.shares.values()) <= max(shipped.shares.values()) <= 0.28


def test_the_early_stop_changes_few_results_and_saves_questions(
    shipped: Proof, catalog: Catalog
) -> None:
    asked_of_everybody = sum(not one.after_fortnight for one in catalog.questions.values())
    clear, anyhow = shipped.asked

    assert shipped.people >= SOME
    assert shipped.changed <= 0.03
    assert clear < anyhow < asked_of_everybody


def test_every_question_moves_two_roles_and_every_option_says_something(
    shipped: Proof, catalog: Catalog
) -> None:
    assert (shipped.silent_questions, shipped.silent_options) == ((), ())
    assert shipped.unreachable == ()
    assert {name for name, share in shipped.reached.items() if share == 0} == {
        name for name, one in catalog.questions.items() if one.after_fortnight
    }


def test_the_same_seed_gives_the_same_proof(catalog: Catalog) -> None:
    assert prove(catalog, 200, seed=7) == prove(catalog, 200, seed=7)
    assert prove(catalog, 200, seed=7) != prove(catalog, 200, seed=8)


def test_each_simulated_person_is_reported(catalog: Catalog) -> None:
    done: list[None] = []

    prove(catalog, 101, SEED, done=lambda: done.append(None))

    assert len(done) == 101


def test_a_role_that_cannot_win_is_found(catalog: Catalog) -> None:
    found = problems(without_role(catalog, "data_scientist"))

    assert any(one.startswith("the best answers for data_scientist make ") for one in found)
    assert any(one.startswith("random answers make data_scientist lead ") for one in found)


def test_a_role_that_wins_without_conviction_is_found(catalog: Catalog) -> None:
    timid = weighed(
        catalog,
        {
            question: {
                option: tuple(w / 10 for w in vector) for option, vector in vectors.items()
            }
            for question, vectors in catalog.weights.options.items()
        },
    )

    found = problems(timid)

    assert any(one.startswith("the best answers for data_analyst give only") for one in found)


def test_an_unfair_share_is_found(catalog: Catalog) -> None:
    prior = tuple(1.5 if role == "data_analyst" else 0.0 for role in catalog.roles)
    biased = replace(catalog, weights=replace(catalog.weights, prior=prior))

    found = problems(biased)

    assert any(one.startswith("random answers make data_analyst lead ") for one in found)


def test_a_silent_option_is_found(catalog: Catalog) -> None:
    nothing, same = (0.0,) * 5, (0.4,) * 5
    spoilt = with_options(catalog, "code", {"python": nothing, "sublime": same})

    found = problems(spoilt)

    assert "option code.python says nothing" in found
    assert "option code.sublime says nothing" in found


def test_none_of_these_may_say_nothing(catalog: Catalog) -> None:
    found = prove(with_options(catalog, "code", {"none": (0.0,) * 5}), FEW, SEED)

    assert found.silent_options == ()


def test_a_silent_question_is_found(catalog: Catalog) -> None:
    one_role = dict.fromkeys(catalog.questions["afternoon"].options, (0.5, 0.0, 0.0, 0.0, 0.0))
    boxes = dict.fromkeys(catalog.questions["code"].options, (0.3, 0.2, 0.0, 0.0, 0.0))
    spoilt = with_options(with_options(catalog, "afternoon", one_role), "code", boxes)

    found = problems(spoilt)

    assert "question afternoon moves fewer than two roles" in found
    assert "question code moves fewer than two roles" not in found


def test_a_stop_that_comes_too_early_is_found(catalog: Catalog) -> None:
    stopping = replace(catalog.weights.stopping, limit=0.9)
    hasty = replace(catalog, weights=replace(catalog.weights, stopping=stopping))

    found = problems(hasty)

    assert any(one.startswith("asking everything would change ") for one in found)


def test_a_question_that_nobody_is_asked_is_found(catalog: Catalog) -> None:
    vectors = catalog.weights.options["story"]
    faint = {
        option: tuple(weight / 1e6 for weight in vector) for option, vector in vectors.items()
    }
    hidden = with_options(catalog, "story", faint)
    stopping = replace(hidden.weights.stopping, limit=0.4)
    hidden = replace(hidden, weights=replace(hidden.weights, stopping=stopping))

    found = problems(hidden)

    assert f"question story was asked of nobody among {FEW}" in found


def test_a_persona_answers_every_question_in_a_way_that_the_card_takes(
    catalog: Catalog,
) -> None:
    for role in catalog.roles:
        for name, answer in proof.persona(catalog, role).items():
            question = catalog.questions[name]
            assert isinstance(answer, Wrote if question.kind is Kind.TEXT else Picked)
            assert answer.options <= question.options.keys()
            assert question.least <= len(answer.options) <= question.most


def test_a_persona_ticks_as_many_as_it_must(catalog: Catalog) -> None:
    asked = replace(catalog.questions["activities"], least=6)
    strict = replace(catalog, questions={**catalog.questions, "activities": asked})

    answer = proof.persona(strict, "data_analyst")["activities"]

    assert isinstance(answer, Picked)
    assert len(answer.options) == 6
    assert "none" not in answer.options


def test_random_people_tick_as_often_as_the_definition_says(catalog: Catalog) -> None:
    random = Random(SEED)
    people = [proof.at_random(catalog, random) for _ in range(2_000)]

    for name in ("afternoon", "code"):
        rates = catalog.weights.rates.get(name, {})
        for option, chance in chances(catalog.questions[name], rates).items():
            ticked = [one[name] for one in people]
            share = sum(isinstance(a, Picked) and option in a.options for a in ticked) / 2_000
            assert share == pytest.approx(chance, abs=0.03)


def test_people_of_flesh_and_blood_stray_from_their_persona(catalog: Catalog) -> None:
    random = Random(SEED)
    best = proof.persona(catalog, "data_engineer")

    given = [
        (answer, best[name])
        for _ in range(200)
        for name, answer in proof.noised(catalog, best, random).items()
    ]

    unsure = sum(answer == NotSure() for answer, _ in given) / len(given)
    alike = sum(answer == clear for answer, clear in given) / len(given)
    assert 0.08 <= unsure <= 0.2
    assert 0.55 <= alike <= 0.75
