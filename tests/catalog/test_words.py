import pytest

from bot.catalog.words import words


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("I love Airflow!", ("i", "love", "airflow")),
        ("C++ and C#, d3.js", ("c++", "and", "c#", "d3.js")),
        ("don\u2019t", ("don't",)),
        ("power_bi / A/B", ("power", "bi", "a", "b")),
        ("?!", ()),
        ("", ()),
    ],
)
def test_text_is_cut_into_folded_words(text: str, cut: tuple[str, ...]) -> None:
    assert words(text) == cut
