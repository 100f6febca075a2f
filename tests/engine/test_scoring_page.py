"""A reader of SCORING.md recomputes one person's result by hand; so does this test.

What it adds up stands on the page. That the page's numbers are those of the shipped files, and
that the engine comes to the same result, is compared after that.
"""

from math import exp

import pytest

from bot.catalog import Catalog
from bot.engine import explaining, scoring
from bot.engine.state import Picked, Wrote
from tests import scoring_page
from tests.scoring_page import ROLES, WISHES, WORK, Row, added, number

REDONE = "after a new fit, python -m tests.scoring_page writes the page's numbers anew"
ROUNDED = 0.0021
"""Each number on the page is off by half of a thousandth at most, and a sum by several."""
SHARE = 0.0006


@pytest.fixture(scope="module")
def cells() -> list[list[list[str]]]:
    """The example, its pulls, a list of it told, the bands, these by role, by questions."""
    found = [*scoring_page.tables(scoring_page.page())]
    assert len(found) == 6
    return found


@pytest.fixture(scope="module")
def rows(cells: list[list[list[str]]]) -> dict[str, Row]:
    heading, *told = cells[0]
    assert [name.replace(" ", "_") for name in heading[1:]] == [*ROLES]
    return {name: tuple(map(number, row)) for name, *row in told}


def divisor(rows: dict[str, Row]) -> float:
    """The temperature, as the page names it beside the sum."""
    (name,) = [name for name in rows if name.startswith("sum / ")]
    return float(name.removeprefix("sum / "))


def of_work(rows: dict[str, Row]) -> list[str]:
    return [name for name in rows if name.startswith("bias.") or name in WORK]


def test_the_result_on_the_page_comes_out_by_hand_from_the_numbers_on_the_page(
    rows: dict[str, Row],
) -> None:
    work = added(*(rows[name] for name in of_work(rows)))
    scaled = tuple(one / divisor(rows) for one in work)
    score = added(scaled, rows["offset"], *(rows[wish] for wish in WISHES))
    shares = [exp(one) for one in score]

    fits = [one / sum(shares) for one in shares]

    assert rows["sum"] == pytest.approx(work, abs=ROUNDED), REDONE
    assert rows[f"sum / {divisor(rows)}"] == pytest.approx(scaled, abs=ROUNDED)
    assert rows["score"] == pytest.approx(score, abs=ROUNDED)
    assert rows["exp(score)"] == pytest.approx(shares, rel=ROUNDED)
    assert rows["fit"] == pytest.approx(fits, abs=SHARE)


def test_the_numbers_on_the_page_are_those_of_the_shipped_files(rows: dict[str, Row]) -> None:
    right = scoring_page.example()

    assert [*rows] == [*right.rows], REDONE
    for name, row in right.rows.items():
        close = SHARE if name == "fit" else ROUNDED
        assert rows[name] == pytest.approx(row, abs=close), f"{name}: {REDONE}"
    assert divisor(rows) == scoring_page.fitted()["temperature"][right.answered - 1]


def ticked() -> dict[str, frozenset[str]]:
    """What the person of the example answered."""
    told: dict[str, frozenset[str]] = {}
    for name in (*WORK, *WISHES):
        question, option = name.split(".")
        told[question] = told.get(question, frozenset()) | {option}
    return told


def test_the_engine_comes_to_the_result_on_the_page(
    catalog: Catalog, rows: dict[str, Row]
) -> None:
    answers = {question: Picked(options) for question, options in ticked().items()}

    outcome = scoring.outcome(catalog, answers)

    assert scoring.scores(catalog, ticked()) == pytest.approx(rows["score"], abs=ROUNDED)
    assert [outcome.fits[role] for role in ROLES] == pytest.approx(rows["fit"], abs=SHARE)
    assert outcome.role == ROLES[rows["fit"].index(max(rows["fit"]))]


def test_a_list_that_was_told_counts_as_the_page_says(
    catalog: Catalog, cells: list[list[list[str]]]
) -> None:
    _, (_, *adds), (_, *fits) = cells[2]
    read = Wrote("", ticked()[scoring_page.TOLD])
    answers = {question: Picked(options) for question, options in ticked().items()}

    outcome = scoring.outcome(catalog, {**answers, scoring_page.TOLD: read})

    by_hand = scoring_page.told_instead()
    assert list(map(number, adds)) == pytest.approx(next(iter(by_hand.values())), abs=ROUNDED)
    assert list(map(number, fits)) == pytest.approx(by_hand["fit"], abs=SHARE)
    assert [outcome.fits[role] for role in ROLES] == pytest.approx(by_hand["fit"], abs=SHARE)


def test_the_pulls_on_the_page_come_out_by_hand_and_are_the_reasons_that_are_told(
    catalog: Catalog, cells: list[list[list[str]]]
) -> None:
    _, *told = cells[1]
    pulls = {name: number(pull) for name, pull in told}

    by_hand = scoring_page.pulls(scoring_page.example())

    assert pulls == pytest.approx(by_hand, abs=ROUNDED), REDONE
    spoke = {one.question: one.pull for one in explaining.reasons(catalog, ticked())}
    assert spoke == pytest.approx(
        {name: pull for name, pull in pulls.items() if pull > 0}, abs=ROUNDED
    )
    assert [*spoke] == [name for name in pulls if name in spoke]


def test_all_numbers_on_the_page_are_as_they_were_measured() -> None:
    assert scoring_page.page() == scoring_page.redone(scoring_page.page()), REDONE


def test_the_page_says_how_often_we_are_right_as_the_engine_knows_it(
    catalog: Catalog, cells: list[list[list[str]]]
) -> None:
    (_, *bands), (_, *of_roles), (_, *by_questions) = cells[3:]
    measured = catalog.weights.measured

    told = [number(cell) for row in bands for cell in row]

    known = [
        value
        for one in measured.reliability
        for value in (one.at_least_fit, one.share_right, one.share_in_first_two, one.people)
    ]
    assert told == pytest.approx(known, abs=0.0051), REDONE
    told_of_roles = [[cell.split(" of ") for cell in row[1:]] for row in of_roles]
    for band, row in zip(measured.reliability, told_of_roles, strict=True):
        for role, cell in zip(scoring_page.ROLES, row, strict=True):
            found = band.of_role.get(role)
            assert cell == [""] if found is None else number(cell[1]) == found.people
            assert found is None or number(cell[0]) == pytest.approx(
                found.share_right, abs=0.0051
            )
    assert [number(share) for _, share in by_questions] == pytest.approx(
        measured.accuracy_by_questions, abs=SHARE
    )


def test_the_page_says_what_it_rests_on_and_what_has_no_data(catalog: Catalog) -> None:
    said = " ".join(scoring_page.page().split())

    measured = catalog.weights.measured
    assert f"fewer than {measured.guarantee} in 100 would have got another role" in said
    assert f"{measured.people:,} people" in said
    assert measured.attribution in said
    assert "There is no data on wishes." in said
