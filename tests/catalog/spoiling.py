"""Slips in a copy of the content."""

from pathlib import Path


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    """Put something else in the first place where this stands."""
    path = folder / name
    text = path.read_text()
    assert old in text, f"{name} has no {old!r} any more"
    path.write_text(text.replace(old, new, 1))
