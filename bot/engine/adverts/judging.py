"""What an advert comes to: one role, several, too little to say, or no advert at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.catalog.adverts import OTHER
from bot.engine.adverts.values import SHARED, Reading

LEAST = 2.5
"""So much must be said of the leading role: about one duty that nobody else has."""
MOST_OF_OTHERS = 0.6
"""From this share of other jobs on, in the unit of the leading role, it is none of the five."""
NEARLY = 0.73
"""A role with this share of the leading one's duties is asked for as much."""
NEARLY_IF_TOLD = (NEARLY, 0.4, 0.2)
"""The same by how often an advert says itself that it wants several jobs done."""
OF_A_TITLE = 1.0
"""What the title says of its role: little, for titles lie."""
OF_ANOTHER_TITLE = 4.0
"""What it says of another job: nobody calls one of the five a nurse or a welder."""
ENOUGH_OF_A_KIND = 3
"""So many phrases of another kind of text, and more than an advert has, make it that kind."""
NEARLY_IF_SHARED = 0.6
"""The same where it says how much of what: 60 and 40 per cent are two jobs, 70 and 30 one."""
FOREIGN_WORDS, MOST_FOREIGN_WORDS = 0.08, 0.2
"""An English text has hardly any word of those that every sentence of German or French has; one
in both languages can be read as far as it is English, unless nothing is clear there."""


OTHER_KINDS = ("cv", "news", "course", "recipe", "offer", "legal", "paper", "tale", "letter")
"""Kinds of texts that are no adverts, as the content names them."""


LEAST_OF_ANOTHER = 4.3
"""Of a role that an advert asks for as much, without saying that it does: of less, chance
decides which comes first."""
A_TIE, MOST_OF_A_TIE = 0.9, 0.5
"""But a role with this share of the leading one, where that has less than half of the duties,
is asked for as much, however little is said: the leading one is not the one job."""


class Outcome(StrEnum):
    """What a text comes to."""

    ROLE = "role"
    SEVERAL = "several"
    UNCLEAR = "unclear"
    NO_ADVERT = "no-advert"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer.

    Attributes:
        outcome: what the text comes to.
        shares: how the duties are divided over the roles, largest first; they sum to 1.
        roles: those that are asked for, the leading one first; none where nothing is clear.
    """

    outcome: Outcome
    shares: Mapping[str, float]
    roles: tuple[str, ...] = ()


def judged(reading: Reading) -> Verdict:
    """What the sentences read so far come to."""
    ours = {
        role: weight + OF_A_TITLE * (role == reading.title)
        for role, weight in reading.duties.items()
        if role != OTHER
    }
    duties = sorted(ours.items(), key=lambda one: -one[1])
    whole = sum(ours.values()) or 1.0
    shares = {role: weight / whole for role, weight in duties}
    if reading.said.get("foreign", 0) > MOST_FOREIGN_WORDS * reading.words:
        return Verdict(Outcome.FOREIGN, shares)
    if _is_another_kind(reading):
        return Verdict(Outcome.NO_ADVERT, shares)
    others = reading.duties.get(OTHER, 0.0) + OF_ANOTHER_TITLE * (reading.title == OTHER)
    is_little = not duties or duties[0][1] < max(LEAST, others / MOST_OF_OTHERS)
    if is_little or duties[0][0] not in reading.about:
        return Verdict(Outcome.FOREIGN if is_partly_read(reading) else Outcome.UNCLEAR, shares)
    duties = [one for one in duties if one[0] in reading.about]
    least = _least_of_another(reading, duties[0][1], shares[duties[0][0]])
    roles = (duties[0][0], *(role for role, weight in duties[1:] if weight >= least))
    return Verdict(Outcome.SEVERAL if len(roles) > 1 else Outcome.ROLE, shares, roles)


def is_partly_read(reading: Reading) -> bool:
    """Whether a text is in another language in part, which was not read."""
    return reading.said.get("foreign", 0) > FOREIGN_WORDS * reading.words


def _least_of_another(reading: Reading, leading: float, share: float) -> float:
    """So much must be said of a role that is asked for beside the leading one.

    Args:
        reading: what was read.
        leading: what is said of the leading role.
        share: which part of all duties that is.
    """
    if reading.said.get(SHARED, 0):
        return NEARLY_IF_SHARED * leading
    told = min(reading.said.get("several", 0), len(NEARLY_IF_TOLD) - 1)
    nearly = NEARLY_IF_TOLD[told] * leading
    if told:
        return nearly
    tied = A_TIE * leading if share < MOST_OF_A_TIE else LEAST_OF_ANOTHER
    return max(nearly, min(tied, LEAST_OF_ANOTHER))


def _is_another_kind(reading: Reading) -> bool:
    """Whether a text is more of a recipe, a CV, news and the like than of an advert."""
    most = max(reading.said.get(kind, 0) for kind in OTHER_KINDS)
    hiring = reading.said.get("hiring", 0)
    speaks_to_somebody = hiring or reading.said.get("address", 0)
    return most > hiring and most >= (ENOUGH_OF_A_KIND if speaks_to_somebody else 2)
