"""What is said about an advert: the role, the words that say so, and what it asks for."""

from collections.abc import Sequence

from bot.catalog import Catalog, Role
from bot.engine.adverts.judging import Outcome, Verdict, is_partly_read, judged
from bot.engine.adverts.quoting import MOST_OF_A_QUOTATION, can_be_read, is_telling
from bot.engine.adverts.values import Found, Reading
from bot.engine.wording import listed, percent, quoted

UNDECIDED = {
    Outcome.UNCLEAR: "job.unclear",
    Outcome.NO_ADVERT: "job.no-advert",
    Outcome.FOREIGN: "job.foreign",
}
QUOTED, QUOTED_OF_EACH = 3, 2
"""So many pieces of an advert are quoted, and of each role where it asks for several."""
LEAST_OF_A_PIECE = 0.5
"""What says less than this share of what the first piece says is not quoted beside it."""
NAMED = 8
"""So many things that an advert asks for are named of each list."""
MUCH = 0.2
"""A job with this share is named beside the one that an advert describes."""


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
    if is_partly_read(reading):
        parts.append(catalog.say("job.partly"))
    role = mine or catalog.roles[verdict.roles[0]]
    parts += _asked(catalog, reading, role, is_mine=mine is not None)
    return "\n\n".join(parts)


def _headline(catalog: Catalog, reading: Reading, verdict: Verdict) -> str:
    """The role or the roles, and whether the title says the same."""
    if verdict.outcome is Outcome.SEVERAL:
        shares = [_share(catalog, "job.share", verdict, role) for role in verdict.roles]
        return catalog.say("job.several", roles=listed(catalog, shares))
    (role,) = verdict.roles
    facts = {"role": catalog.roles[role].name, "percent": percent(verdict.shares[role])}
    titled = catalog.roles.get(reading.title or "") if reading.named else None
    if titled is None:
        said = catalog.say("job.role", **facts)
    elif titled.id == role:
        said = catalog.say("job.as-titled", **facts)
    else:
        said = catalog.say("job.mislabelled", title=titled.noun, **facts)
    beside = next((one for one in verdict.shares if one != role), role)
    is_much = beside != role and verdict.shares[beside] >= MUCH
    return " ".join((said, _share(catalog, "job.rest", verdict, beside))) if is_much else said


def _share(catalog: Catalog, key: str, verdict: Verdict, role: str) -> str:
    """A role with what of the duties belongs to it."""
    return catalog.say(
        key, role=catalog.roles[role].noun, percent=percent(verdict.shares[role])
    )


def _quotations(catalog: Catalog, verdict: Verdict, found: Sequence[Found]) -> list[str]:
    """The pieces of the latest part that say most; of several roles, those of each."""
    if len(verdict.roles) == 1:
        words = _pieces(catalog, verdict.roles[0], found, QUOTED)
        return [catalog.say("job.words", words=words)] if words else []
    owners = _owners(verdict, found)
    lines = [
        catalog.say("job.words-of", role=catalog.roles[role].noun, words=words)
        for role in verdict.roles
        if (
            words := _pieces(
                catalog,
                role,
                [one for one in found if owners.get(one.words, role) == role],
                QUOTED_OF_EACH,
            )
        )
    ]
    return ["\n".join([catalog.say("job.words-of-each"), *lines])] if lines else []


def _owners(verdict: Verdict, found: Sequence[Found]) -> dict[str, str]:
    """The role for which each piece says most, so that none is quoted for two."""
    ranked = sorted(found, key=lambda one: one.weight)
    return {one.words: one.role for one in ranked if one.role in verdict.roles}


def _pieces(catalog: Catalog, role: str, found: Sequence[Found], most: int) -> str:
    """The pieces that say most of a role, one of a sentence, from the clearest sentences.

    What names nothing that the role works on, as "pager duty" does, is quoted beside others
    at the most.
    """
    known = catalog.adverts
    speaking = [one for one in found if one.role == role and can_be_read(one.words)]
    telling = {one.words for one in speaking if is_telling(known, one)}
    if not telling:
        return ""
    least = LEAST_OF_A_PIECE * max(one.weight for one in speaking if one.words in telling)
    ranked = sorted(speaking, key=lambda one: (-one.weight, one.words not in telling))
    first = next(one for one in ranked if one.words in telling)
    pieces = {first.sentence: first.words}
    for one in ranked:
        if one.weight >= least:
            pieces.setdefault(one.sentence, one.words)
    told_words = dict.fromkeys(pieces.values())
    return " · ".join(quoted(catalog, one, MOST_OF_A_QUOTATION) for one in [*told_words][:most])


def _asked(catalog: Catalog, reading: Reading, role: Role, *, is_mine: bool) -> list[str]:
    """What it asks for, by the list of the role in which it stands."""
    demands = [one for one in catalog.adverts.demands.values() if one.id in reading.asked]
    lists = {
        "job.focus": [one.name for one in demands if role.id in one.focus],
        "job.skip": [one.name for one in demands if role.id in one.skip],
        "job.neither": [one.name for one in demands if role.id not in one.focus | one.skip],
    }
    lines = [
        catalog.say(key, things=_named(catalog, things))
        for key, things in lists.items()
        if things
    ]
    if not lines:
        return []
    whose = "job.your-lists" if is_mine else "job.its-lists"
    return ["\n".join([catalog.say(whose, role=role.noun), *lines])]


def _named(catalog: Catalog, things: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    named, more = " · ".join(things[:NAMED]), len(things) - NAMED
    return catalog.say("job.and-more", things=named, count=str(more)) if more > 0 else named
