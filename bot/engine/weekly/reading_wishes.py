"""What a wish about the weekly steps is about, and what it says of that.

The words that tell it stand in ``content/speech.toml``, under ``said``, those that mean the
same in one line.
"""

from collections.abc import Sequence
from itertools import dropwhile, pairwise

from bot.cards import Choice
from bot.catalog import Catalog
from bot.catalog.words import words
from bot.engine import reading
from bot.engine.plans.plan_cards import PlanButton
from bot.engine.weekly import reading_times
from bot.engine.weekly.reading_times import Moment, folded, said_words

_CHANGES = (PlanButton.PIN, PlanButton.HIDE)
"""Their words stand under their ids; those that stand under both say nothing alone."""


def moment(catalog: Catalog, text: str) -> Moment | None:
    """The day and the hour of a text such as "friday 18:00" or "change my day to friday".

    None if it says none; a day alone is one only with such words round it, and an hour alone
    only with one that asks for a change.
    """
    told = _told(text)
    left = [word for word in told if word not in said_words(catalog, "change-time")]
    said = reading_times.moment(catalog, " ".join(left)) if left else None
    if said is None or (said.hour is None and len(left) == len(told)):
        return None
    return said if said.day is not None or _asks_for_a_change(catalog, told) else None


def other_moment(catalog: Catalog, text: str) -> Moment | None:
    """The same, only where a word asks for a change, as in "make it tuesdays instead"."""
    return moment(catalog, text) if _asks_for_a_change(catalog, _told(text)) else None


def place(catalog: Catalog, text: str) -> str | None:
    """Where somebody says that they are now, as in "I moved to Tokyo"; empty without a name.

    None if the text speaks of no move, of no time zone, and of no place that they are in.
    """
    told, moves = folded(text).split(), said_words(catalog, "move")
    if moves.isdisjoint(word.strip(".,;!") for word in told):
        return _where_they_are(catalog, told)
    around = moves | said_words(catalog, "around-move")
    return " ".join(word for word in told if word.strip(".,;!") not in around).strip(".;!")


def _where_they_are(catalog: Catalog, told: list[str]) -> str | None:
    """What stands after "I am in" or the like; None if nothing does."""
    inside, around = said_words(catalog, "in"), said_words(catalog, "around-place")
    at = next((at for at, word in enumerate(told) if word in inside), 0)
    is_said = at > 0 and around.issuperset(told[:at])
    return (" ".join(told[at + 1 :]).strip(".;!") or None) if is_said else None


def quiet(catalog: Catalog, text: str) -> str | None:
    """The hours of a text such as "quiet hours 21-8"; empty without any.

    None if the text does not begin with quiet.
    """
    told = folded(text).split()
    if not told or told[0] not in said_words(catalog, "quiet"):
        return None
    fillers = said_words(catalog, "fillers")
    return " ".join(word for word in told[1:] if word not in fillers)


def change_of_a_step(catalog: Catalog, text: str) -> tuple[PlanButton | None, str]:
    """What a text such as "pin 5" or "hide spreadsheets" does with a step, and with which.

    None and nothing if it says neither; nothing but the change, if it names no step.
    """
    told = _plain(text, ".#")
    both = {button: said_words(catalog, button) for button in _CHANGES}
    shared = frozenset.intersection(*both.values())
    for button, said in both.items():
        left = _without_ends(said, told)
        if not shared.issuperset(set(told).difference(left)):
            return button, " ".join(left)
    return None, ""


def wants_another_role(catalog: Catalog, text: str) -> bool:
    """Whether a text asks for another role, as "change role" or "rather a data analyst"."""
    other, become = said_words(catalog, "other-role"), said_words(catalog, "become")
    told = _plain(text)
    left = _without_wishes(catalog, told)
    if left and said_words(catalog, "role").issuperset(left):
        return not other.isdisjoint(told)
    return _role_of(catalog, left) is not None and not (other | become).isdisjoint(told)


def role(catalog: Catalog, text: str) -> str | None:
    """The id of the one role that a text wishes for, as "rather a data analyst"."""
    return _role_of(catalog, _without_wishes(catalog, _plain(text)))


def _role_of(catalog: Catalog, named: list[str]) -> str | None:
    """The id of the role that these words are the name of, and none but these."""
    name = tuple(named)
    of_it = (
        one.id for one in catalog.roles.values() if name in (words(one.name), words(one.noun))
    )
    return next(of_it, None)


def _without_wishes(catalog: Catalog, told: list[str]) -> list[str]:
    """What is left without the words with which a role is wished for."""
    families = ("other-role", "become", "around-role")
    around = frozenset[str]().union(*(said_words(catalog, one) for one in families))
    return [word for word in told if word not in around]


def is_thanks(catalog: Catalog, text: str) -> bool:
    """Whether a text is nothing but thanks."""
    return _is_only(text, said_words(catalog, "thanks"))


def is_agreement(catalog: Catalog, text: str) -> bool:
    """Whether a text is nothing but a yes, or thanks, as in "ok, thank you"."""
    return _is_only(text, said_words(catalog, "agreement") | said_words(catalog, "thanks"))


def is_resuming(catalog: Catalog, text: str) -> bool:
    """Whether a text says only that something begins again or goes on, as "start again"."""
    core, around = said_words(catalog, "resume"), said_words(catalog, "around-resume")
    return not core.isdisjoint(_plain(text)) and _is_only(text, core | around)


def word_on_a_week(catalog: Catalog, text: str) -> str:
    """A text without a greeting, a sorry or thanks at its ends."""
    around = said_words(catalog, "around-check-in")
    return " ".join(_without_ends(around, _plain(text)))


def named(catalog: Catalog, offered: Sequence[Choice], text: str) -> frozenset[str]:
    """What a text names of what is offered, with a greeting or thanks round it or without."""
    found = reading.named(catalog.lexicon, offered, text)
    return found or reading.named(catalog.lexicon, offered, word_on_a_week(catalog, text))


def is_of_this_week(catalog: Catalog, text: str) -> bool:
    """Whether a text names this week, as "not this week"."""
    this, week = said_words(catalog, "this"), said_words(catalog, "weeks")
    return any(one in this and after in week for one, after in pairwise(_plain(text)))


def what_they_know(catalog: Catalog, text: str) -> str:
    """What somebody says that they know, as in "I already know joins"; empty if nothing."""
    told = _plain(text)
    know = said_words(catalog, "know")
    if know.isdisjoint(told):
        return ""
    return " ".join(_without_ends(know | said_words(catalog, "around-know"), told))


def _without_ends(around: frozenset[str], told: list[str]) -> list[str]:
    return _behind(around, _behind(around, told)[::-1])[::-1]


def _behind(around: frozenset[str], told: list[str]) -> list[str]:
    """What stands behind such words at the begin."""
    return [*dropwhile(around.__contains__, told)]


def correction(catalog: Catalog, text: str) -> tuple[bool, str]:
    """Whether a text asks to take something back, as "I meant not yet", and what is left."""
    told = _plain(text, ".:")
    around = said_words(catalog, "around-correction")
    wants = not said_words(catalog, "correction").isdisjoint(told)
    return wants, " ".join(_behind(around, told))


def without_correction(catalog: Catalog, text: str) -> list[str]:
    """What may be said among words such as "actually I": the text without one, two, ….

    One of them may stand at its end, too, as in "I did it actually".
    """
    told = [word.strip(".:") for word in word_on_a_week(catalog, text).split()]
    around = said_words(catalog, "around-correction") | said_words(catalog, "around-check-in")
    heads = len(told) - len(_behind(around, told))
    behind = [told[at:] for at in range(1, heads + 1)]
    if not around.isdisjoint(told[-1:]):
        behind += [one[:-1] for one in (told, *behind)]
    return [" ".join(one) for one in behind]


def is_refusal(catalog: Catalog, text: str) -> bool:
    """Whether a text is nothing but a no, a later, or that they do not know."""
    lexicon, told = catalog.lexicon, words(text)
    if told in lexicon.postponing or told in lexicon.nothing or told in lexicon.answers:
        return True
    return _is_only(text, said_words(catalog, "refusal") | said_words(catalog, "thanks"))


def _asks_for_a_change(catalog: Catalog, told: list[str]) -> bool:
    return not said_words(catalog, "change").isdisjoint(told)


def _told(text: str) -> list[str]:
    """The words of a text, hours and all, without the marks round them."""
    return [word for word in (one.strip(",;!?") for one in folded(text).split()) if word]


def _plain(text: str, marks: str = ".") -> list[str]:
    """The same without points round them, or whatever else marks no hour there."""
    return [word.strip(marks) for word in _told(text)]


def _is_only(text: str, meant: frozenset[str]) -> bool:
    """Whether a text has words, and none but these."""
    told = [word.strip(".,;!") for word in folded(text).split()]
    return bool(told) and meant.issuperset(told)
