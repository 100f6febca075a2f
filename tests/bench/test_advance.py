import pytest

from bot.bench import advance
from bot.bench.measured import QUICK
from bot.catalog import Catalog
from bot.engine import rooms
from bot.engine.events import Asked, Chose, Opened, Typed
from bot.engine.state import NotSure, Picked, Skipped, Stage, Wrote
from bot.engine.transitions import advance as step

pytestmark = pytest.mark.thorough


def test_the_mixture_has_every_question_every_stage_and_every_event(catalog: Catalog) -> None:
    mixture = list(advance.situations(catalog))

    stages = {here.stage for here, _ in mixture}
    assert stages == {Stage.ASKING, *rooms.ROOMS}
    assert {here.asking for here, _ in mixture} == {None, *catalog.questions} - {"fortnight"}
    for stage in stages:
        events = {type(event) for here, event in mixture if here.stage is stage}
        assert events == {Opened, Chose, Typed, Asked}


def test_the_summaries_in_the_mixture_rest_on_every_kind_of_answer(catalog: Catalog) -> None:
    summed_up = [here for here, _ in advance.situations(catalog) if here.stage is Stage.SUMMARY]

    kinds = {type(answer) for here in summed_up for answer in here.answers.values()}

    assert {Picked, Skipped, Wrote} <= kinds <= {Picked, NotSure, Skipped, Wrote}
    most = max(
        len(answer.options)
        for here in summed_up
        for answer in here.answers.values()
        if isinstance(answer, Picked)
    )
    assert most > 3


def test_clicks_of_the_mixture_lead_on_and_do_not_only_meet_refusals(catalog: Catalog) -> None:
    mixture = list(advance.situations(catalog))

    moved = [step(catalog, *one).conversation.version > one[0].version for one in mixture]

    assert sum(moved) > len(mixture) / 4


def test_the_middle_click_answers_a_question_and_the_next_one_is_asked(
    catalog: Catalog,
) -> None:
    here, event = advance.middle_click(catalog)

    turn = step(catalog, here, event)

    assert here.asking not in here.answers
    assert [*turn.conversation.answers] == [*here.answers, here.asking]
    assert turn.conversation.stage is here.stage is Stage.ASKING
    assert len(here.answers) > 1


def test_half_tail_and_middle_click_are_measured() -> None:
    measured = advance.measure(QUICK, lambda _done, _of: None)

    assert list(measured.figures) == ["p50", "p99", "middle"]
    assert measured.figures["middle"].middle > 0
    assert 0 < measured.figures["p50"].middle <= measured.figures["p99"].middle
