"""Content files to a ``Catalog``: read, checked as a whole, or refused with every fault.

The result is all or nothing (F56): whoever gets a ``Catalog`` can rely on every id in it.
"""

from pathlib import Path

from bot.catalog import building, files
from bot.catalog.checks import Ties
from bot.catalog.locales import Overlay
from bot.catalog.model import Catalog
from bot.catalog.tables import Reader
from bot.errors import ContentFaults

ENGLISH = "en"


def load(folder: Path, locale: str = ENGLISH) -> Catalog:
    """Read and check a content folder, in one language.

    Args:
        folder: laid out as the shipped ``content/``.
        locale: another language than English needs ``locales/<locale>.toml``.

    Raises:
        ContentFaults: with every fault that was found, in file order.
    """
    reader = Reader(folder, overlay_of(folder, locale))
    questions_file = reader.shaped("questions.toml", files.QuestionsFile)
    role_files = reader.all_shaped("roles", files.RoleFile)
    ladder_files = reader.all_shaped("ladders", files.LadderFile)
    fortnight_file = reader.shaped("fortnight.toml", files.FortnightFile)
    weights_file = reader.shaped("weights.toml", files.WeightsFile)
    lexicon_file = reader.shaped("lexicon.toml", files.LexiconFile)
    phrases = reader.phrases()
    if reader.faults or not (
        questions_file and fortnight_file and weights_file and lexicon_file
    ):
        raise ContentFaults(reader.faults)
    ties = Ties(questions_file, role_files, ladder_files, weights_file, lexicon_file)
    faults = ties.faults()
    if faults:
        raise ContentFaults(faults)
    ladders = {ladder.role: ladder for ladder in ladder_files}
    questions = {shape.id: building.question(shape) for shape in questions_file.question}
    return Catalog(
        version=reader.version(),
        roles={shape.id: building.role(shape, ladders[shape.id]) for shape in role_files},
        questions=questions,
        fortnight=building.fortnight(fortnight_file),
        weights=building.weights(weights_file, [role.id for role in role_files], questions),
        lexicon=building.lexicon(lexicon_file),
        phrases=phrases,
    )


def overlay_of(folder: Path, locale: str) -> Overlay:
    """The texts of a language; none for English, which the content itself speaks.

    Raises:
        ContentFaults: the language's file is missing or cannot be read.
    """
    if locale == ENGLISH:
        return Overlay()
    reader = Reader(folder)
    table = reader.table(f"locales/{locale}.toml")
    if table is None:
        raise ContentFaults(reader.faults)
    return Overlay(table)
