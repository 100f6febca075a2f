"""Where ``content/``, ``migrations/``, ``slack/`` are: beside the checkout, or in the wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def content_folder() -> Path:
    """The shipped content: roles, questions, sentences, weights."""
    return _shipped("content")


def migrations_folder() -> Path:
    """Alembic's script folder; its ``versions`` are numbered files."""
    return _shipped("migrations")


def slack_folder() -> Path:
    """The manifest of the Slack app."""
    return _shipped("slack")


def _shipped(name: str) -> Path:
    in_wheel = _PACKAGE / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name
