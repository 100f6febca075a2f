from bot.catalog import Catalog
from bot.engine.state import NotSure, Picked, Skipped
from bot.evaluating.answering import Answering
from bot.evaluating.table import Person
from tests.engine.walk import without_option


def somebody(catalog: Catalog, ticked: frozenset[str], blank: str = "") -> Person:
    """Somebody who ticks these columns, and was not asked for those that begin so."""
    cells = "".join(
        " " if blank and column.startswith(blank) else str(int(column in ticked))
        for column in Answering(catalog).columns
    )
    return Person("p", "data_analyst", cells.encode())


def test_a_box_is_ticked_when_one_of_its_columns_is(catalog: Catalog) -> None:
    person = somebody(catalog, frozenset({"fw_fastai", "act_ml_research"}))

    got = Answering(catalog).answers(person)

    assert got["models"] == Picked(frozenset({"pytorch"}))
    assert got["activities"] == Picked(frozenset({"research"}))


def test_whoever_ticks_nothing_says_none_of_these(catalog: Catalog) -> None:
    got = Answering(catalog).answers(somebody(catalog, frozenset()))

    assert set(got.values()) == {Picked(frozenset({"none"}))}


def test_none_of_these_is_not_said_beside_something_else(catalog: Catalog) -> None:
    both = frozenset({"act_none", "act_ml_research"})

    got = Answering(catalog).answers(somebody(catalog, both))

    assert got["activities"] == Picked(frozenset({"research"}))


def test_a_question_that_was_not_put_is_skipped(catalog: Catalog) -> None:
    person = somebody(catalog, frozenset(), "act_")

    assert Answering(catalog).answers(person)["activities"] == Skipped()


def test_a_question_that_was_put_in_part_is_answered(catalog: Catalog) -> None:
    person = somebody(catalog, frozenset({"bi_tableau"}), "db_")

    assert Answering(catalog).answers(person)["stack"] == Picked(frozenset({"tableau"}))


def test_without_a_box_for_nothing_ticking_nothing_is_no_answer(catalog: Catalog) -> None:
    edition = without_option(catalog, "code", "none")

    got = Answering(edition).answers(somebody(edition, frozenset()))

    assert got["code"] == NotSure()


def test_every_evidence_question_is_answered_in_asking_order(catalog: Catalog) -> None:
    answering = Answering(catalog)

    assert [one.id for one in answering.questions] == list(catalog.weights.bias)
    assert len({*answering.columns}) == len(answering.columns)
