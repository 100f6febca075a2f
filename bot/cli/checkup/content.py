"""Can the content be used, in the language that is set?"""

from collections.abc import Mapping

from bot.catalog import Catalog
from bot.catalog.loader import load, load_languages
from bot.catalog.locales import ENGLISH
from bot.cli.checkup.findings import Finding, ok, unchecked, wrong
from bot.cli.telling import counted
from bot.config import Settings
from bot.errors import ContentFaults
from bot.paths import content_folder

CHECK = "content"
MOST = 5
"""Faults that are told here; ``whichrole check`` has them all."""


def about_content(settings: Settings, faults: Mapping[str, str]) -> list[Finding]:
    """What keeps the content from being used."""
    unusable = faults.keys() & {"WHICHROLE_CONTENT", "WHICHROLE_LOCALE"}
    if unusable:
        return [unchecked(CHECK, f"{sorted(unusable)[0]} must be put right first.")]
    try:
        catalog = load(settings.content_folder or content_folder(), settings.locale)
    except ContentFaults as problem:
        return _told(problem, settings)
    roles, questions = len(catalog.roles), len(catalog.questions)
    said = f"{roles} roles, {counted(questions, 'question')}, in '{settings.locale}'."
    return [ok(CHECK, said)]


def words(
    settings: Settings, faults: Mapping[str, str]
) -> tuple[Catalog, Mapping[str, Catalog]] | None:
    """The content in the language that is set, and in others; None where it cannot be used."""
    if faults.keys() & {"WHICHROLE_CONTENT", "WHICHROLE_LOCALE"}:
        return None
    folder = settings.content_folder or content_folder()
    try:
        return load(folder, settings.locale), load_languages(folder)
    except ContentFaults:
        return None


def _told(problem: ContentFaults, settings: Settings) -> list[Finding]:
    folder = settings.content_folder
    fix = "Mend the file; whichrole check tells every fault."
    if folder is not None and not folder.is_dir():
        fix = "Name the folder of the content in WHICHROLE_CONTENT, or leave it out."
    if settings.locale != ENGLISH:
        fix = f"Set another WHICHROLE_LOCALE. Or: {fix}"
    told = [wrong(CHECK, f"{fault}.", fix) for fault in problem.faults[:MOST]]
    more = len(problem.faults) - len(told)
    return [*told, wrong(CHECK, f"{counted(more, 'more fault')}.", fix)] if more else told
