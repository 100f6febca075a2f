"""Somebody whom words alone do not name reads how it is done where they are."""

import pytest

from bot.catalog import Catalog
from bot.ports.mentoring import Community
from bot.usecases.mentors.unknown import not_known


@pytest.mark.parametrize(
    ("platform", "how"),
    [
        ("slack", "Write **@** and pick them from the list."),
        ("discord", "Pick them in the field **member**, or **second** for a second person."),
        ("terminal", "Write **@** and what they call themselves."),
    ],
)
def test_a_name_that_is_not_known_is_told_with_how_people_are_named_there(
    catalog: Catalog, platform: str, how: str
) -> None:
    card = not_known(catalog, Community(platform, "T1"), "@Eve *bold*")

    assert card.body == f"I do not know who **Eve bold** is. {how}"
    assert card.problem
