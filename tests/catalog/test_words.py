import pytest

from bot.catalog.words import stems, words


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("I love Airflow!", ("i", "love", "airflow")),
        ("C++ and C#, d3.js", ("c++", "and", "c#", "d3.js")),
        ("don\u2019t", ("don't",)),
        ("power_bi / A/B", ("power", "bi", "a", "b")),
        ("Größe STRASSE straße", ("grösse", "strasse", "strasse")),
        ("10,000 photos", ("10", "000", "photos")),
        ("'quoted' end.", ("quoted", "end")),
        ("?!", ()),
        ("", ()),
    ],
)
def test_text_is_cut_into_folded_words(text: str, cut: tuple[str, ...]) -> None:
    assert words(text) == cut


@pytest.mark.parametrize(
    ("said", "also"),
    [("pipelines", "pipeline"), ("cleaning", "clean"), ("models", "model")],
)
def test_endings_do_not_matter(said: str, also: str) -> None:
    assert stems([said]) == stems([also])


@pytest.mark.parametrize("short", ["r", "as", "is", "c#", "js"])
def test_very_short_words_stay_as_they_are(short: str) -> None:
    assert stems([short]) == (short,)


def test_stems_keep_their_order() -> None:
    assert stems(["moving", "the", "data"]) == ("move", "the", "data")
