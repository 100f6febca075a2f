import pytest

from bot.engine.linking.codes import GROUP, LENGTH, LETTERS, LONGEST, fingerprint, spelled

CODE = "BCDFGHJKMN"


def test_a_code_is_spelled_in_groups_that_people_can_read() -> None:
    assert spelled(CODE) == "BCDFG-HJKMN"


@pytest.mark.parametrize(
    "typed",
    ["BCDFG-HJKMN", "bcdfghjkmn", " bcdfg hjkmn ", "**BCDFG-HJKMN**", "b-c-d-f-g hjkmn."],
)
def test_a_code_is_the_same_however_it_is_typed(typed: str) -> None:
    assert fingerprint(typed) == fingerprint(CODE)


@pytest.mark.parametrize(
    "typed", ["", "BCDFG-HJKM", "BCDFG-HJKMNP", "NMKJH-GFDCB", "é" * 9_000]
)
def test_whatever_else_is_typed_is_another_one(typed: str) -> None:
    assert fingerprint(typed) != fingerprint(CODE)


def test_a_long_text_is_cut_before_it_is_looked_at() -> None:
    assert fingerprint(CODE + "-" * LONGEST * 2 + "X") == fingerprint(CODE)


def test_F11_nobody_guesses_a_code_and_its_fingerprint_does_not_show_it() -> None:
    kept = fingerprint(CODE)

    assert len(LETTERS) ** LENGTH > 2**48
    assert len(set(LETTERS)) == len(LETTERS)
    assert not set(LETTERS) & set("AEIOU01L")
    assert LENGTH % GROUP == 0
    assert len(kept) == 32
    assert CODE.lower() not in kept
