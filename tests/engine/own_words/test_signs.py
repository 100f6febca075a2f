"""Whatever the tool is, the same sentence around it affirms it or denies it."""

import pytest

from bot.catalog import Catalog
from bot.engine.own_words.reading import read

YEAR = 2026
TOOLS = {
    "Python": "python",
    "SQL": "sql",
    "Tableau": "tableau",
    "PyTorch": "pytorch",
    "Power BI": "powerbi",
    "Airflow": "orchestration:airflow",
}

MEANT = [
    "I use {tool}.",
    "{tool}: expert",
    "I prefer {tool} to {other}.",
    "I prefer {tool} over {other}",
    "I like {tool} more than {other}",
    "I use {tool} rather than {other}",
    "Instead of {other} I use {tool}",
    "I switched from {other} to {tool}",
    "{other}: none, {tool}: expert",
    "{other} (none), {tool} (5/5)",
    "I don't like {other} and love {tool}, which I use",
    "I don't know any {other} yet, but I am good with {tool}",
]
DENIED = [
    "I don't use {tool}.",
    "I don't know any {tool} yet",
    "I do not know any {tool}",
    "I haven't used any {tool}",
    "I have never tried any {tool}",
    "Nobody at my company uses {tool}",
    "Hardly anybody uses {tool}",
    "I prefer {other} to {tool}.",
    "I prefer {other} over {tool}",
    "I like {other} more than {tool}",
    "I would rather use {other} than {tool}",
    "I use {other} instead of {tool}",
    "I love {other}, {tool} less so",
    "{tool}: none",
    "{tool}: 0/5",
    "{tool} (none)",
    "{tool} - none",
]
MEANT_IN_GERMAN = [
    "Statt {other} benutze ich {tool}",
    "Ich nutze lieber {tool} als {other}",
    "{other}: keine, {tool}: sehr gut",
    "Ich hasse {other} und liebe {tool}, das ich nutze",
]
DENIED_IN_GERMAN = [
    "Ich kenne noch kein {tool}",
    "Ich nutze lieber {other} als {tool}",
    "Ich benutze {other} statt {tool}",
    "{tool}: keine",
    "Kaum jemand nutzt {tool}",
]


def told(catalog: Catalog, template: str, tool: str) -> set[str]:
    """What is read as theirs, done or liked, of the template with this tool in it."""
    found = read(catalog, template.format(tool=tool, other="R"), YEAR)
    return {*found.done, *found.wished}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("template", MEANT)
def test_a_tool_that_somebody_uses_or_likes_is_read(
    catalog: Catalog, template: str, tool: str
) -> None:
    assert TOOLS[tool] in told(catalog, template, tool)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("template", DENIED)
def test_a_tool_that_somebody_does_not_use_is_none_of_theirs(
    catalog: Catalog, template: str, tool: str
) -> None:
    assert TOOLS[tool] not in told(catalog, template, tool)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("template", MEANT_IN_GERMAN)
def test_so_is_it_in_german(german: Catalog, template: str, tool: str) -> None:
    assert TOOLS[tool] in told(german, template, tool)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("template", DENIED_IN_GERMAN)
def test_nor_is_it_theirs_in_german(german: Catalog, template: str, tool: str) -> None:
    assert TOOLS[tool] not in told(german, template, tool)
