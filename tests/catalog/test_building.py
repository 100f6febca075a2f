from dataclasses import replace
from string import Template

import pytest

from bot.cards import Choice
from bot.catalog import Catalog, Command
from bot.catalog.building import sentence
from bot.engine.speech import Button


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("That is all.", "That is all."),
        ("$fit % for $role, 100 % sure", "59 % for an analyst, 100 % sure"),
        ("${fit}th of %(fit)s, %s and {role}", "59th of %(fit)s, %s and {role}"),
        ("It costs $$5, $role", "It costs $5, an analyst"),
        ("$role, once more $role", "an analyst, once more an analyst"),
    ],
    ids=["plain", "per cent", "braces", "dollars", "twice"],
)
def test_a_sentence_is_filled_as_its_template_would_be(written: str, said: str) -> None:
    facts = {"fit": 59, "role": "an analyst", "other": "unused"}

    filled = sentence(Template(written)) % facts

    assert filled == said == Template(written).substitute(facts)


def test_a_fact_that_lacks_is_an_error_and_no_gap() -> None:
    with pytest.raises(KeyError, match="role"):
        sentence(Template("$role")) % {}


def test_every_command_and_every_button_is_a_choice_with_its_words(catalog: Catalog) -> None:
    for command in Command:
        assert catalog.commands[command] == Choice(command, catalog.say(f"command.{command}"))
    for button in Button:
        assert catalog.buttons[button] == Choice(button, catalog.say(f"button.{button}"))


def test_the_choices_of_a_question_follow_its_options(catalog: Catalog) -> None:
    stack = catalog.questions["stack"]
    first, *others = stack.options.values()

    shorter = replace(stack, options={option.id: option for option in others})

    assert stack.choices[0] == Choice(first.id, first.label)
    assert shorter.choices == stack.choices[1:]
