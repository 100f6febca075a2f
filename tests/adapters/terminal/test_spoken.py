import pytest

from bot.adapters.terminal.spoken import Spoken, spoken
from bot.usecases.mentors.asking import ADMIN, MENTEE_STATUS, MENTOR, OWN


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/whichrole link", Spoken(OWN, "link")),
        ("/WhichRole Link bcdfg hjkmn", Spoken(OWN, "Link bcdfg hjkmn")),
        ("/whichrole unlink", Spoken(OWN, "unlink")),
        ("/mentee-status", Spoken(MENTEE_STATUS, "")),
        ("/mentee-status sam", Spoken(MENTEE_STATUS, "sam")),
        ("/mentee-status @sam", Spoken(MENTEE_STATUS, "", ("sam",))),
        ("/Mentor", Spoken(MENTOR, "")),
        ("/mentor ask", Spoken(MENTOR, "ask")),
        ("mentor ask", Spoken(MENTOR, "ask")),
        ("/mentor accept @sam", Spoken(MENTOR, "accept", ("sam",))),
        ("/mentor end sam", Spoken(MENTOR, "end sam")),
        ("mentor help", Spoken(MENTOR, "help")),
        ("mentor invite sam", Spoken(MENTOR, "invite", ("sam",))),
        ("/mentor ask I like charts", Spoken(MENTOR, "ask I like charts")),
        ("/mentor ask kim", Spoken(MENTOR, "ask", ("kim",))),
        ("/mentor ask kim: I like charts", Spoken(MENTOR, "ask I like charts", ("kim",))),
        ("/mentor ask @kim I like @charts", Spoken(MENTOR, "ask I like @charts", ("kim",))),
        ("/mentor ask @kim @lee", Spoken(MENTOR, "ask", ("kim", "lee"))),
        ("/mentor invite sam", Spoken(MENTOR, "invite", ("sam",))),
        ("/mentor invite sam you ask well", Spoken(MENTOR, "invite you ask well", ("sam",))),
        ('/mentor invite "Sam Smith"', Spoken(MENTOR, "invite", ("Sam Smith",))),
        ('/mentor invite @"Sam Smith" hi', Spoken(MENTOR, "invite hi", ("Sam Smith",))),
        ("/mentor invite", Spoken(MENTOR, "invite")),
        ("/mentor note sam both: hi @kim", Spoken(MENTOR, "note sam both: hi @kim")),
        ("/mentor note @sam both: hi", Spoken(MENTOR, "note both: hi", ("sam",))),
        ("/mentor encourage @sam", Spoken(MENTOR, "encourage", ("sam",))),
        ("/mentor who-looked", Spoken(MENTOR, "who-looked")),
        ("/whichrole-admin mentors", Spoken(ADMIN, "mentors")),
        ("/whichrole-admin mentors add kim", Spoken(ADMIN, "mentors add", ("kim",))),
        (
            "/whichrole-admin mentors assign kim @sam",
            Spoken(ADMIN, "mentors assign", ("kim", "sam")),
        ),
        ("/whichrole-admin mentors group S1", Spoken(ADMIN, "mentors group S1")),
        (
            "/whichrole-admin wording status.nobody @you have nobody",
            Spoken(ADMIN, "wording status.nobody @you have nobody"),
        ),
    ],
)
def test_a_command_comes_with_whom_it_names(line: str, meant: Spoken) -> None:
    assert spoken(line) == meant


@pytest.mark.parametrize(
    "line",
    [
        "",
        "  ",
        "mentor of mine",
        "/whichrole",
        "link",
        "/whichrole linked",
        "/mentors",
        "hi /mentor",
    ],
)
def test_any_other_line_is_no_command_of_the_desk(line: str) -> None:
    assert spoken(line) is None
