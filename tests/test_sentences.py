"""Every sentence that a member reads stands in ``content/``."""

import ast
from pathlib import Path

import pytest

import bot
from bot.catalog import Catalog
from bot.catalog.phrases import PHRASES
from bot.engine.speech import Button

PACKAGE = Path(bot.__file__).parent
ROOMS = ("engine", "usecases", "adapters")
STYLES = {"bold", "dim", "cyan", "green"}


def sentences(tree: ast.Module) -> list[str]:
    """String literals with a letter and a space that are no docstring, log or error."""
    exempt = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) or is_log(node) or is_for_operators(node):
            exempt |= {id(inner) for inner in ast.walk(node)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and is_sentence(node.value)
        and id(node) not in exempt
    ]


def is_log(node: ast.AST) -> bool:
    """A call on the module's ``log``."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
            return True
        case _:
            return False


def is_for_operators(node: ast.AST) -> bool:
    """An error that is made here and raised elsewhere, or what a log will call a task."""
    match node:
        case ast.Call(func=ast.Name(id="ConnectionRefused" | "DeliveryError" | "Underway")):
            return True
        case _:
            return False


def is_sentence(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and any(map(str.isalpha, text)) and not set(words) <= STYLES


@pytest.mark.parametrize(
    "path",
    [path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))],
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    found = sentences(ast.parse(path.read_text()))

    assert found == []


def test_the_rule_finds_a_sentence_when_there_is_one() -> None:
    exempt = '"""A docstring here."""\nraise ValueError("an error")\nlog.info("a line")\n'
    tree = ast.parse(f'{exempt}x = "Hello there"\nsay("Good day")')

    assert sentences(tree) == ["Hello there", "Good day"]


def test_every_sentence_of_the_closed_list_is_spoken_somewhere() -> None:
    spoken = (one for one in PACKAGE.rglob("*.py") if not one.stem.startswith("phrases"))
    code = "".join(path.read_text() for path in spoken)
    families = tuple(
        f"{name}."
        for name in (
            "button",
            "command",
            "not-understood",
            "flip",
            "first",
            "why",
            "month",
            "weekday",
            "place",
            "said",
            "word",
            "how",
        )
    )

    families = (*families, "discord.about-")

    silent = [key for key in PHRASES if f'"{key}"' not in code and not key.startswith(families)]

    assert silent == []


def test_every_button_has_its_words(catalog: Catalog) -> None:
    for button in Button:
        assert catalog.say(f"button.{button}")
