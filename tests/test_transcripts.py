"""The transcripts in ``docs/`` are what the program says today."""

from pathlib import Path

import pytest

from bot.catalog import Catalog
from tests.stories.story import FOLDER
from tests.transcript import transcript

KEPT = sorted((Path(__file__).parents[1] / "docs/transcripts").glob("*.md"))


def test_four_transcripts_are_kept() -> None:
    assert len(KEPT) == 4


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_kept_transcript_is_what_the_program_says(path: Path, catalog: Catalog) -> None:
    story = FOLDER / f"{path.stem}.story"

    again = f"python -m tests.transcript {story} {path}"
    assert path.read_text() == transcript(catalog, story), f"if that is meant: {again}"
