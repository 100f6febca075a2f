"""What a wish about the weekly steps is about, and what it says of that.

The words that tell it stand in ``content/speech.toml``, under ``said``, those that mean the
same in one line.
"""

from bot.catalog import Catalog
from bot.engine.weekly import reading_times
from bot.engine.weekly.reading_times import Moment


def moment(catalog: Catalog, text: str) -> Moment | None:
    """The day and the hour of a text such as "friday 18:00" or "change my day to friday".

    None if it says none; a day alone is one only with such words round it.
    """
    told = _told(text)
    left = [word for word in told if word not in _said(catalog, "change-time")]
    said = reading_times.moment(catalog, " ".join(left)) if left else None
    if said is None or (said.hour is None and len(left) == len(told)):
        return None
    return said


def place(catalog: Catalog, text: str) -> str | None:
    """Where somebody says that they are now, as in "I moved to Tokyo"; empty without a name.

    None if the text speaks of no move, and of no time zone.
    """
    told, moves = _told(text), _said(catalog, "move")
    if moves.isdisjoint(word.strip(".,;!") for word in told):
        return None
    around = moves | _said(catalog, "around-move")
    return " ".join(word for word in told if word.strip(".,;!") not in around).strip(".;!")


def quiet(catalog: Catalog, text: str) -> str | None:
    """The hours of a text such as "quiet hours 21-8"; empty without any.

    None if the text does not begin with quiet.
    """
    told = _told(text)
    if not told or told[0] not in _said(catalog, "quiet"):
        return None
    fillers = _said(catalog, "fillers")
    return " ".join(word for word in told[1:] if word not in fillers)


def is_thanks(catalog: Catalog, text: str) -> bool:
    """Whether a text is nothing but thanks."""
    told = [word.strip(".,;!") for word in _told(text)]
    return bool(told) and _said(catalog, "thanks").issuperset(told)


def _told(text: str) -> list[str]:
    return text.casefold().replace("\u2019", "'").split()


def _said(catalog: Catalog, name: str) -> frozenset[str]:
    return frozenset(catalog.say(f"said.{name}").casefold().split())
