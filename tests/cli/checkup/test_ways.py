"""Whatever stands in the way to a platform, there is a sentence and a fix."""

import pytest

from bot.adapters.reaching import Trouble
from bot.cli.checkup.ways import DISCORD, SLACK, Place, in_the_way


@pytest.mark.parametrize("place", [SLACK, DISCORD], ids=lambda one: one.name)
@pytest.mark.parametrize("trouble", Trouble)
def test_each_trouble_on_the_way_has_a_sentence_and_a_fix(
    trouble: Trouble, place: Place
) -> None:
    said, fix = in_the_way(trouble, 503, place.own, place)
    _, elsewhere = in_the_way(trouble, 503, "http://sandbox.example.org/api/", place)

    assert said[-1] != "."
    assert fix[-1] == "."
    assert place.variable not in fix
    assert place.variable in elsewhere
