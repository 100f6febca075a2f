"""The cards about linked accounts. ``who`` is the other account, with where it is."""

from enum import StrEnum

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.overview import name_of


class LinkButton(StrEnum):
    """What can be done about a link."""

    AGREE = "link-agree"
    YES = "link-yes"
    NO = "link-no"
    UNLINK = "unlink"
    REALLY_UNLINK = "really-unlink"
    LEAVE = "leave-it"


_LABELS = {
    LinkButton.AGREE: "link.agree",
    LinkButton.YES: "link.yes",
    LinkButton.NO: "link.no",
    LinkButton.UNLINK: "link.unlink",
    LinkButton.REALLY_UNLINK: "link.really-unlink",
    LinkButton.LEAVE: "link.leave-it",
}


def who(catalog: Catalog, name: str, where: str) -> str:
    """An account as a sentence names it.

    Args:
        catalog: the words.
        name: of its owner, as the platform tells it.
        where: the key of the sentence that says on which platform.
    """
    return catalog.say("link.who", name=name_of(catalog, name), where=catalog.say(where))


def offered(catalog: Catalog, number: int, other: str) -> Card:
    """Whose code it is that somebody typed; asks for their yes, and says what they give up."""
    told = _with_more(catalog, "link.offer", other, "link.offer-gives", "link.offer-shows")
    return _card(catalog, told, LinkButton.AGREE, LinkButton.NO, number=number)


def proposed(catalog: Catalog, number: int, other: str) -> Card:
    """Asks for the last yes; says before it what that keeps, and what is put aside."""
    told = _with_more(catalog, "link.ask", other, "link.ask-keeps", "link.ask-shows")
    return _card(catalog, told, LinkButton.YES, LinkButton.NO, number=number)


def linked(catalog: Catalog, other: str, *, came: bool) -> Card:
    """That two accounts are one person.

    Args:
        catalog: the words.
        other: who the other one is.
        came: it is the other one that came by a code; else the reader's.
    """
    kept = "link.kept-here" if came else "link.kept-there"
    told = _both(catalog, "link.one-person", other, kept)
    return _card(catalog, told, LinkButton.UNLINK)


def to_part(catalog: Catalog, other: str, *, came: bool) -> Card:
    """Before two accounts part: what is whose from then on."""
    told = _both(catalog, "link.ask-to-part", other, "link.it-goes" if came else "link.you-go")
    return _card(catalog, told, LinkButton.REALLY_UNLINK, LinkButton.LEAVE)


def parted(catalog: Catalog, other: str, *, came: bool) -> Card:
    """That they have."""
    went = "link.it-went" if came else "link.you-went"
    return Card(body=_both(catalog, "link.two-people", other, went))


def _with_more(catalog: Catalog, key: str, other: str, gives: str, shows: str) -> str:
    """Who it is about, what becomes of either's, what each may do with it, and who sees it."""
    more = [catalog.say(one) for one in (gives, "link.reaches", shows)]
    return "\n\n".join([catalog.say(key, who=other), *more])


def _both(catalog: Catalog, key: str, other: str, then: str) -> str:
    return f"{catalog.say(key, who=other)} {catalog.say(then)}"


def _card(catalog: Catalog, body: str, *buttons: LinkButton, number: int = 0) -> Card:
    return Card(
        body=body,
        place=place_of(Spot(View.LINK, number)),
        choices=tuple(Choice(one, catalog.say(_LABELS[one])) for one in buttons),
    )
