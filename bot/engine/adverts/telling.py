"""What is said about an advert: the role, the words that say so, and what it asks for."""

from collections.abc import Sequence

from bot.catalog import Catalog, Role
from bot.engine.adverts.judging import Outcome, Verdict, judged
from bot.engine.adverts.values import Found, Reading
from bot.engine.wording import listed, percent, quoted

UNDECIDED = {
    Outcome.UNCLEAR: "job.unclear",
    Outcome.NO_ADVERT: "job.no-advert",
    Outcome.GERMAN: "job.german",
}
QUOTED = 3
"""So many pieces of an advert are quoted."""
MOST_IN_A_PIECE = 60
"""Characters; in a longer one, the words that count stand far apart."""
NAMED = 6
"""So many things that an advert asks for are named of each list."""


def told(catalog: Catalog, reading: Reading, found: Sequence[Found], mine: Role | None) -> str:
    """The answer to an advert, as far as it was sent.

    Args:
        catalog: the words.
        reading: what was read.
        found: the words in the latest part that speak for roles.
        mine: the role of the person, whose lists count; else those of the advert's role.
    """
    verdict = judged(reading)
    if not verdict.roles:
        return catalog.say(UNDECIDED[verdict.outcome])
    parts = [_headline(catalog, reading, verdict), *_quotations(catalog, verdict, found)]
    role = mine or catalog.roles[verdict.roles[0]]
    parts += _asked(catalog, reading, role, is_mine=mine is not None)
    return "\n\n".join(parts)


def _headline(catalog: Catalog, reading: Reading, verdict: Verdict) -> str:
    """The role or the roles, and whether the title says the same."""
    nouns = [catalog.roles[role].noun for role in verdict.roles]
    if verdict.outcome is Outcome.SEVERAL:
        return catalog.say("job.several", roles=listed(catalog, nouns))
    (role,) = verdict.roles
    facts = {"role": catalog.roles[role].name, "percent": percent(verdict.shares[role])}
    if reading.title == role:
        return catalog.say("job.as-titled", **facts)
    titled = catalog.roles.get(reading.title or "")
    if titled is None:
        return catalog.say("job.role", **facts)
    return catalog.say("job.mislabelled", title=titled.noun, **facts)


def _quotations(catalog: Catalog, verdict: Verdict, found: Sequence[Found]) -> list[str]:
    """The pieces of the latest part that say most, one of a sentence."""
    speaking = [one for one in found if one.role in verdict.roles and _says_why(one.words)]
    pieces: dict[int, str] = {}
    for one in sorted(speaking, key=lambda one: -one.weight):
        pieces.setdefault(one.sentence, one.words)
    if not pieces:
        return []
    told_words = [quoted(catalog, one, MOST_IN_A_PIECE) for one in [*pieces.values()][:QUOTED]]
    return [catalog.say("job.words", words=" · ".join(told_words))]


def _says_why(piece: str) -> bool:
    """Whether a piece can be read by itself: several words, in one go, soon at an end."""
    return " " in piece and "," not in piece and len(piece) <= MOST_IN_A_PIECE


def _asked(catalog: Catalog, reading: Reading, role: Role, *, is_mine: bool) -> list[str]:
    """What it asks for, by the list of the role in which it stands."""
    demands = [one for one in catalog.adverts.demands.values() if one.id in reading.asked]
    lists = {
        "job.focus": [one.name for one in demands if role.id in one.focus],
        "job.skip": [one.name for one in demands if role.id in one.skip],
        "job.neither": [one.name for one in demands if role.id not in one.focus | one.skip],
    }
    lines = [
        catalog.say(key, things=" · ".join(things[:NAMED]))
        for key, things in lists.items()
        if things
    ]
    if not lines:
        return []
    whose = "job.your-lists" if is_mine else "job.its-lists"
    return ["\n".join([catalog.say(whose, role=role.noun), *lines])]
