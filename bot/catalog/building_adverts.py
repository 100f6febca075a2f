"""The words of job adverts, from their checked shape to frozen values, and their faults."""

from collections.abc import Iterable, Iterator, Mapping

from bot.catalog import files
from bot.catalog.adverts import (
    OTHER,
    SHARES,
    AdvertWords,
    Demand,
    Section,
    Words,
    beginnings,
    by_last,
    group_named,
    sign,
    slots,
    with_plural,
)
from bot.catalog.checks import no_such, repeated
from bot.catalog.words import words
from bot.errors import ContentError

ADVERTS = "adverts.toml"
WEIGHTS: Mapping[str, float] = {
    "strong": 3.0,
    "plain": 1.2,
    "lean": 0.4,
    "weak": 0.4,
}
"""What a sign of each list says, and what one sentence of an advert adds to its role."""

LISTS: Mapping[str, frozenset[str]] = {
    "headings": frozenset({"duties", "demands", "extras", "around"}),
    "voice": frozenset({"person", "house", "demands", "mainly", "seldom", "beside", "perks"}),
    "denying": frozenset(
        {
            *("after", "reporting", "around", "others", "served_before", "served_after"),
            *("ends", "harmless"),
        }
    ),
    "kinds": frozenset(
        {
            *("hiring", "several", "foreign", "cv", "news", "course", "recipe", "offer"),
            *("legal", "paper", "tale", "letter", "address"),
        }
    ),
    "shares": frozenset(SHARES),
}
"""The lists of phrases that each table must have, and no others."""

Faults = Iterator[ContentError]


def advert_words(shape: files.AdvertsFile) -> AdvertWords:
    """How adverts are read."""
    told = [*_signs(shape)]
    names = [(role, 1.0, text) for role, one in _told(shape) for text in one.names]
    titles = [(role, 1.0, text) for role, one in _told(shape) for text in one.titles] + names
    known = slots((text for _, _, text in (*told, *titles)), shape.groups)
    return AdvertWords(
        small=frozenset(shape.small),
        signs=by_last(sign(*one, known) for one in told),
        titles=by_last(sign(*one, known) for one in titles),
        names=by_last(sign(*one, known) for one in names),
        begins=beginnings(known.values()),
        headings={
            words(text): Section(name)
            for name, listed in shape.headings.items()
            for text in listed
        },
        voice=_phrases(shape.voice),
        denying=_phrases(shape.denying),
        kinds=_phrases(shape.kinds),
        shares=_phrases(shape.shares),
        subjects=_phrases(shape.subjects),
        demands={one.id: _demand(one) for one in shape.demand},
        asked={
            form: one.id
            for one in shape.demand
            for text in one.words
            for form in with_plural(words(text))
        },
        unless=_phrases({one.id: one.unless for one in shape.demand}),
    )


def advert_faults(shape: files.AdvertsFile, roles: Iterable[str]) -> list[ContentError]:
    """Every fault of the words of adverts.

    Args:
        shape: the file.
        roles: those that exist.
    """
    known = [*roles]
    return [
        *_of_lists(shape),
        *_of_roles(shape, known),
        *_of_signs(shape),
        *_of_demands(shape, known),
    ]


def _told(shape: files.AdvertsFile) -> Iterator[tuple[str, files.SignsShape]]:
    """The signs of each role, and of all other jobs."""
    yield from shape.role.items()
    yield OTHER, shape.other


def _signs(shape: files.AdvertsFile) -> Iterator[tuple[str, float, str]]:
    """Each sign as it is written, with its role and its weight."""
    for role, told in _told(shape):
        for kind, weight in WEIGHTS.items():
            for text in getattr(told, kind):
                yield role, weight, text


def _phrases(table: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[Words]]:
    return {name: frozenset(map(words, listed)) for name, listed in table.items()}


def _demand(shape: files.DemandShape) -> Demand:
    return Demand(shape.id, shape.name, frozenset(shape.focus), frozenset(shape.skip))


def _of_lists(shape: files.AdvertsFile) -> Faults:
    for table, wanted in LISTS.items():
        listed: Mapping[str, tuple[str, ...]] = getattr(shape, table)
        for wrong in sorted(listed.keys() - wanted):
            yield ContentError(ADVERTS, f"{table}.{wrong}", no_such("list", wrong, wanted))
        for lacking in sorted(wanted - listed.keys()):
            yield ContentError(ADVERTS, f"{table}.{lacking}", "it has no words")
        for name, said in listed.items():
            yield from _wordless(f"{table}.{name}", said)
    for one in shape.small:
        if words(one) != (one,):
            problem = f"'{one}' must be one word in small letters"
            yield ContentError(ADVERTS, "small", problem)
    for group, forms in shape.groups.items():
        yield from _wordless(f"groups.{group}", (one.replace("_", " ") for one in forms))


def _of_roles(shape: files.AdvertsFile, known: list[str]) -> Faults:
    for role in shape.role:
        if role not in known:
            yield ContentError(ADVERTS, f"role.{role}", no_such("role", role, known))
    for role in known:
        if role not in shape.role:
            yield ContentError(ADVERTS, f"role.{role}", "it has no signs")
        if role not in shape.subjects:
            yield ContentError(ADVERTS, f"subjects.{role}", "it has no words")
    for role, said in shape.subjects.items():
        if role not in known:
            yield ContentError(ADVERTS, f"subjects.{role}", no_such("role", role, known))
        yield from _wordless(f"subjects.{role}", said)


def _of_signs(shape: files.AdvertsFile) -> Faults:
    for role, told in _told(shape):
        for kind in (*WEIGHTS, "titles", "names"):
            for text in getattr(told, kind):
                for place in text.split():
                    where = f"role.{role}.{kind}"
                    yield from _of_place(where, place, shape.groups)


def _of_place(where: str, place: str, groups: Mapping[str, tuple[str, ...]]) -> Faults:
    group = group_named(place)
    if group is None:
        yield from _wordless(where, (one.replace("_", " ") for one in place.split("|")))
    elif group not in groups:
        yield ContentError(ADVERTS, where, no_such("group", group, groups))


def _of_demands(shape: files.AdvertsFile, known: list[str]) -> Faults:
    for twice in repeated(one.id for one in shape.demand):
        yield ContentError(ADVERTS, f"demand.{twice}", "this id is used twice")
    first: dict[Words, str] = {}
    for one in shape.demand:
        place = f"demand.{one.id}"
        yield from _wordless(place, one.words)
        yield from _wordless(place, one.unless)
        for said in filter(words, one.words):
            owners = {first.setdefault(form, one.id) for form in with_plural(words(said))}
            for owner in sorted(owners - {one.id}):
                problem = f"'{said}' stands in demand '{owner}' already"
                yield ContentError(ADVERTS, place, problem)
        for role in (*one.focus, *one.skip):
            if role not in known:
                yield ContentError(ADVERTS, place, no_such("role", role, known))
        for role in sorted({*one.focus} & {*one.skip}):
            problem = f"'{role}' stands in both of its lists"
            yield ContentError(ADVERTS, place, problem)


def _wordless(place: str, said: Iterable[str]) -> Faults:
    for one in said:
        if not words(one):
            yield ContentError(ADVERTS, place, f"'{one}' has no word in it")
