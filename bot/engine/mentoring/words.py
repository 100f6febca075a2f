"""What one side of a pairing writes to the other, until it is sent: whose words they are.

The sentence round them is made when they are sent, and only if whoever wrote them still is the
other side: a request may have come to another mentor meanwhile.
"""

from dataclasses import dataclass

from bot.cards import Card, Choice


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody's words.

    Attributes:
        by: the platform's name of their account.
        name: what they were called, or empty.
        text: what they wrote.
    """

    by: str
    name: str
    text: str


def kept(word: Word) -> Card:
    """The same as a card that nobody is shown."""
    return Card(body=word.text, choices=(Choice(word.by, word.name),))


def kept_in(card: Card) -> Word | None:
    """What was kept so; None in a card that was made for eyes."""
    if card.place is not None or len(card.choices) != 1:
        return None
    (by,) = card.choices
    return Word(by.id, by.label, card.body)
