"""Content files to a ``Catalog``: read, checked as a whole, or refused with every fault.

The result is all or nothing (F56): whoever gets a ``Catalog`` can rely on every id in it.
"""

from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

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


def _loaded(
    folder: Path, overlay: Overlay, fitted: files_of_weights.WeightsFile | None = None
) -> Catalog:
    reader = Reader(folder, overlay)
    questions_file = reader.shaped("questions.toml", files.QuestionsFile)
    roles = reader.all_shaped("roles", files.RoleFile)
    ladders = reader.all_shaped("ladders", files.LadderFile)
    fortnight_file = reader.shaped("fortnight.toml", files.FortnightFile)
    weights_file = fitted or reader.shaped("weights.toml", files_of_weights.WeightsFile)
    hand_file = reader.shaped("by_hand.toml", files_of_weights.ByHandFile)
    lexicon_file = reader.shaped("lexicon.toml", files.LexiconFile)
    places_file = reader.shaped("places.toml", files.PlacesFile)
    adverts_file = reader.shaped("adverts.toml", files.AdvertsFile)
    shaped = list(reader.faults)
    known = known_ids(reader.tables)
    weighed = (weights_file, hand_file)
    ties = Ties(known, questions_file, roles, ladders, weighed, lexicon_file).faults()
    phrases = reader.phrases()
    sayings = reader.faults[len(shaped) :]
    placed = place_faults(places_file) if places_file else ()
    read = building_adverts.advert_faults(adverts_file, known.roles) if adverts_file else ()
    faults = [*shaped, *ties, *placed, *read, *sayings]
    if faults or not (
        questions_file
        and fortnight_file
        and weights_file
        and hand_file
        and lexicon_file
        and places_file
        and adverts_file
    ):
        raise ContentFaults(faults)
    climbed = {ladder.role: ladder for ladder in ladders.values()}
    questions = {shape.id: building.question(shape) for shape in questions_file.question}
    sentences = {key: building.sentence(phrase) for key, phrase in phrases.items()}
    return Catalog(
        version=reader.version(),
        roles={shape.id: building.role(shape, climbed[shape.id]) for shape in roles.values()},
        questions=questions,
        fortnight=building.fortnight(fortnight_file),
        weights=weighing.weights(
            weights_file, hand_file, [one.id for one in roles.values()], questions
        ),
        lexicon=building.lexicon(lexicon_file),
        places=zones_of_places(places_file),
        adverts=building_adverts.advert_words(adverts_file),
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
