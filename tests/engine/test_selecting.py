from bot.catalog import Catalog
from bot.engine.selecting import next_question, progress, question_before
from bot.engine.state import Conversation, NotSure, Stage
from tests.engine.walk import walk


def test_questions_come_in_the_authors_order(catalog: Catalog) -> None:
    first, second, *_ = catalog.questions

    assert next_question(catalog, {}) == first
    assert next_question(catalog, {first: NotSure()}) == second
    assert next_question(catalog, dict.fromkeys(catalog.questions, NotSure())) is None


def test_there_is_nothing_before_the_first_question(catalog: Catalog) -> None:
    assert question_before(catalog, walk(catalog, "start")) is None


def test_progress_counts_the_standing_question_where_it_was_first_asked(
    catalog: Catalog,
) -> None:
    first, second, third, *_ = catalog.questions
    answers = {first: NotSure(), second: NotSure()}

    fresh = progress(
        catalog, Conversation(1, stage=Stage.ASKING, asking=third, answers=answers)
    )
    again = progress(
        catalog, Conversation(1, stage=Stage.ASKING, asking=first, answers=answers)
    )

    assert (fresh.at, again.at) == (3, 1)
    assert fresh.of == len(catalog.questions)
