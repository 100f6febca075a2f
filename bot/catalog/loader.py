"""Content files to a ``Catalog``: read, checked as a whole, or refused with every fault.

The result is all or nothing (F56): whoever gets a ``Catalog`` can rely on every id in it.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from string import Template

from bot.catalog import building, building_adverts, files, files_of_weights, weighing
from bot.catalog.locales import ENGLISH, Overlay
from bot.catalog.model import Catalog
from bot.catalog.places import place_faults, zones_of_places
from bot.catalog.tables import Reader, names_in
from bot.catalog.ties import Ties, known_ids
from bot.errors import ContentError, ContentFaults


def load(folder: Path, locale: str = ENGLISH) -> Catalog:
    """Read and check a content folder, in one language.

    Args:
        folder: laid out as the shipped ``content/``.
        locale: another language than English needs ``locales/<locale>.toml``.

    Raises:
        ContentFaults: with every fault that was found, in file order. Faults that only the
            language brings in are told of its file.
    """
    if locale == ENGLISH:
        return _loaded(folder, Overlay())
    overlay = _overlay_of(folder, locale)
    try:
        return _loaded(folder, overlay)
    except ContentFaults as problem:
        _loaded(folder, Overlay())  # whoever is wrong in English hears of that
        faults = [_of_language(locale, fault) for fault in problem.faults]
        raise ContentFaults(faults) from problem


def load_unweighed(folder: Path) -> Catalog:
    """The content before anything is fitted: its ``weights.toml`` is not read.

    Raises:
        ContentFaults: with every fault of the other files.
    """
    questions = Reader(folder).shaped("questions.toml", files.QuestionsFile)
    shapes = questions.question if questions else ()
    return _loaded(folder, Overlay(), weighing.blank(shapes))


def load_languages(folder: Path) -> dict[str, Catalog]:
    """The content in each other language that it has, by its name; no spoilt one."""
    found = {}
    for name in (Path(one).stem for one in names_in(folder, "locales/*.toml")):
        with suppress(ContentFaults):
            found[name] = load(folder, name)
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """The files of a folder, checked one by one; None for one that cannot be read."""

    questions: files.QuestionsFile | None
    roles: Mapping[str, files.RoleFile]
    ladders: Mapping[str, files.LadderFile]
    fortnight: files.FortnightFile | None
    weights: files_of_weights.WeightsFile | None
    by_hand: files_of_weights.ByHandFile | None
    lexicon: files.LexiconFile | None
    places: files.PlacesFile | None
    adverts: files.AdvertsFile | None


def _loaded(
    folder: Path, overlay: Overlay, fitted: files_of_weights.WeightsFile | None = None
) -> Catalog:
    reader = Reader(folder, overlay)
    found = _found(reader, fitted)
    shaped, ties = list(reader.faults), _ties(reader, found)
    phrases = reader.phrases()
    faults = [*shaped, *ties, *reader.faults[len(shaped) :]]
    catalog = _catalog_of(found, phrases, reader.version()) if not faults else None
    if catalog is None:
        raise ContentFaults(faults)
    return catalog


def _found(reader: Reader, fitted: files_of_weights.WeightsFile | None) -> _Found:
    """All of them, with fitted weights in the place of those in the folder if there are any."""
    return _Found(
        questions=reader.shaped("questions.toml", files.QuestionsFile),
        roles=reader.all_shaped("roles", files.RoleFile),
        ladders=reader.all_shaped("ladders", files.LadderFile),
        fortnight=reader.shaped("fortnight.toml", files.FortnightFile),
        weights=fitted or reader.shaped("weights.toml", files_of_weights.WeightsFile),
        by_hand=reader.shaped("by_hand.toml", files_of_weights.ByHandFile),
        lexicon=reader.shaped("lexicon.toml", files.LexiconFile),
        places=reader.shaped("places.toml", files.PlacesFile),
        adverts=reader.shaped("adverts.toml", files.AdvertsFile),
    )


def _ties(reader: Reader, found: _Found) -> list[ContentError]:
    """What does not fit together."""
    known, weighed = known_ids(reader.tables), (found.weights, found.by_hand)
    tied = Ties(known, found.questions, found.roles, found.ladders, weighed, found.lexicon)
    faults = [*tied.faults(), *(place_faults(found.places) if found.places else ())]
    if found.adverts:
        faults += building_adverts.advert_faults(found.adverts, known.roles)
    return faults


def _catalog_of(found: _Found, phrases: Mapping[str, Template], version: str) -> Catalog | None:
    """The values of files without faults; None where one is missing."""
    if not (
        found.questions
        and found.fortnight
        and found.weights
        and found.by_hand
        and found.lexicon
        and found.places
        and found.adverts
    ):
        return None
    climbed = {ladder.role: ladder for ladder in found.ladders.values()}
    roles = {one.id: building.role(one, climbed[one.id]) for one in found.roles.values()}
    questions = {shape.id: building.question(shape) for shape in found.questions.question}
    sentences = {key: building.sentence(phrase) for key, phrase in phrases.items()}
    return Catalog(
        version=version,
        roles=roles,
        questions=questions,
        fortnight=building.fortnight(found.fortnight),
        weights=weighing.weights(found.weights, found.by_hand, [*roles], questions),
        lexicon=building.lexicon(found.lexicon),
        places=zones_of_places(found.places),
        adverts=building_adverts.advert_words(found.adverts),
        phrases=phrases,
        sentences=sentences,
        commands=building.commands(sentences),
        buttons=building.buttons(sentences),
    )


def _overlay_of(folder: Path, locale: str) -> Overlay:
    """The texts of a language.

    Raises:
        ContentFaults: the language's file is missing or cannot be read.
    """
    reader = Reader(folder)
    name = f"locales/{locale}.toml"
    known = names_in(folder, "locales/*.toml")
    if name not in known:
        raise ContentFaults([ContentError(name, "", _no_language(locale, known))])
    table = reader.table(name)
    if table is None:
        raise ContentFaults(reader.faults)
    return Overlay(table)


def _no_language(locale: str, known: list[str]) -> str:
    """That a language is missing, with those that there are."""
    languages = [Path(name).stem for name in known]
    nearest = get_close_matches(locale, languages, n=1)
    hint = f"; did you mean '{nearest[0]}'?" if nearest else ""
    others = ", ".join([ENGLISH, *languages])
    return f"there is no language '{locale}', only {others}{hint}"


def _of_language(locale: str, fault: ContentError) -> ContentError:
    """A fault of a content file that its overlay brought in, as a fault of the overlay."""
    section = fault.path.removesuffix(".toml").replace("/", ".")
    where = f"{section}.{fault.where}" if fault.where else section
    return ContentError(f"locales/{locale}.toml", where, fault.problem)
