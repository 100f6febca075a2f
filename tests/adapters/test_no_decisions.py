"""Platforms share every decision: an adapter draws what a card says, and knows nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.adapters
from bot.catalog import Catalog

FOLDER = Path(bot.adapters.__file__).parent
CODE = sorted(path for one in ("slack", "discord") for path in (FOLDER / one).glob("*.py"))
WHERE_SOMEBODY_STANDS = frozenset({"stage", "asking"})
DECIDES = frozenset({"Stage", "Conversation", "Question", "Role"})


def decisions(tree: ast.AST, ids: frozenset[str]) -> Iterator[str]:
    """Whatever in code depends on a certain role, question or stage."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if text in ids:
                yield text
            case ast.Attribute(attr=name) if name in WHERE_SOMEBODY_STANDS:
                yield f".{name}"
            case ast.ImportFrom(names=names):
                yield from (one.name for one in names if one.name in DECIDES)


@pytest.fixture(scope="module")
def ids(catalog: Catalog) -> frozenset[str]:
    return frozenset((*catalog.roles, *catalog.questions))


@pytest.mark.parametrize("path", CODE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_adapter_knows_a_role_a_question_or_a_stage(path: Path, ids: frozenset[str]) -> None:
    found = decisions(ast.parse(path.read_text()), ids)

    assert list(found) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('if card.result.role == "data_engineer": pass', ["data_engineer"]),
        ('match question:\n    case "afternoon": pass', ["afternoon"]),
        ("if here.stage is stage: pass", [".stage"]),
        ("from bot.engine.state import Stage", ["Stage"]),
        ("if role in offers.wear: pass", []),
    ],
)
def test_the_rule_finds_a_decision_when_there_is_one(
    code: str, found: list[str], ids: frozenset[str]
) -> None:
    assert list(decisions(ast.parse(code), ids)) == found
