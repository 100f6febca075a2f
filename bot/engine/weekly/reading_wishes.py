"""What a wish about the weekly steps is about, and what it says of that.

The words that tell it stand in ``content/speech.toml``, under ``said``, those that mean the
same in one line.
"""

import re

from bot.catalog import Catalog
from bot.engine.plans.plan_cards import PlanButton
from bot.engine.weekly import reading_times
from bot.engine.weekly.reading_times import Moment, folded, said_words

_CHANGES = (PlanButton.PIN, PlanButton.HIDE)
"""Their words stand under their ids; those that stand under both say nothing alone."""
_NUMBER = re.compile("[0-9]{1,2}")


def moment(catalog: Catalog, text: str) -> Moment | None:
    """The day and the hour of a text such as "friday 18:00" or "change my day to friday".

    None if it says none; a day alone is one only with such words round it.
    """
    told = folded(text).split()
    left = [word for word in told if word not in said_words(catalog, "change-time")]
    said = reading_times.moment(catalog, " ".join(left)) if left else None
    if said is None or (said.hour is None and len(left) == len(told)):
        return None
    return said


def place(catalog: Catalog, text: str) -> str | None:
    """Where somebody says that they are now, as in "I moved to Tokyo"; empty without a name.

    None if the text speaks of no move, and of no time zone.
    """
    told, moves = folded(text).split(), said_words(catalog, "move")
    if moves.isdisjoint(word.strip(".,;!") for word in told):
        return None
    around = moves | said_words(catalog, "around-move")
    return " ".join(word for word in told if word.strip(".,;!") not in around).strip(".;!")


def quiet(catalog: Catalog, text: str) -> str | None:
    """The hours of a text such as "quiet hours 21-8"; empty without any.

    None if the text does not begin with quiet.
    """
    told = folded(text).split()
    if not told or told[0] not in said_words(catalog, "quiet"):
        return None
    fillers = said_words(catalog, "fillers")
    return " ".join(word for word in told[1:] if word not in fillers)


def change_of_a_step(catalog: Catalog, text: str) -> tuple[PlanButton | None, int]:
    """What a text such as "pin 5" or "hide step 3" does with a step of the plan, by its number.

    None and 0 if it says neither, or no number or several.
    """
    told = [word.strip(".,;!#") for word in folded(text).split()]
    numbers = [word for word in told if _NUMBER.fullmatch(word)]
    left = {word for word in told if word not in numbers}
    both = {button: said_words(catalog, button) for button in _CHANGES}
    shared = frozenset.intersection(*both.values())
    meant = [button for button, said in both.items() if left <= said and left - shared]
    if len(numbers) != 1 or len(meant) != 1:
        return None, 0
    return meant[0], int(numbers[0])


def is_thanks(catalog: Catalog, text: str) -> bool:
    """Whether a text is nothing but thanks."""
    return _is_only(text, said_words(catalog, "thanks"))


def is_agreement(catalog: Catalog, text: str) -> bool:
    """Whether a text is nothing but a yes, or thanks, as in "ok, thank you"."""
    return _is_only(text, said_words(catalog, "agreement") | said_words(catalog, "thanks"))


def _is_only(text: str, meant: frozenset[str]) -> bool:
    """Whether a text has words, and none but these."""
    told = [word.strip(".,;!") for word in folded(text).split()]
    return bool(told) and meant.issuperset(told)
