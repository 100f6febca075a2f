from pathlib import Path

from tests.cli.running import address, at_first_question, whichrole
from tests.fakes.canary import counts, raw
from tests.fakes.file import rows


def test_F68_forget_asks_and_deletes_only_then(database: Path) -> None:
    for name in ("sam-goldfinch", "ana"):
        with at_first_question(database, name):
            pass
    order = ("forget", "sam-goldfinch", "--db", address(database))

    refused = whichrole(*order, typed=b"n\n")
    silent = whichrole(*order)
    before = counts(database)["person"]
    done = whichrole(*order, typed=b"y\n")

    assert refused.code == silent.code == 1
    assert before == 2
    assert done.code == 0
    assert done.out.endswith("Forgotten: sam-goldfinch\n")
    assert rows(database, "SELECT user FROM account") == ["ana"]
    assert b"sam-goldfinch" not in raw(database)


def test_F68_forget_asks_nothing_if_told_so_while_somebody_talks(database: Path) -> None:
    with at_first_question(database) as program:
        ended = whichrole("forget", "sam", "--yes", "--db", address(database))
        (card,) = program.type("/whichrole")

    assert (ended.code, ended.out) == (0, "Forgotten: sam\n")
    assert [choice["id"] for choice in card["choices"]] == ["start", "about"]


def test_F68_whoever_forgets_themselves_in_a_talk_begins_anew_at_once(database: Path) -> None:
    with at_first_question(database) as program:
        program.type("forget me")
        (farewell,) = program.choose("forget")
        people = counts(database)["person"]
        (card,) = program.type("/whichrole")

    assert farewell["choices"] == []
    assert people == 0
    assert [choice["id"] for choice in card["choices"]] == ["start", "about"]
