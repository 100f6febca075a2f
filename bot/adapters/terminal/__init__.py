"""The conversation in a terminal, for people (``screen``) and for programs (``lines``).

``talk`` is the loop, ``keyboard`` reads standard input, ``surface`` says what the loop needs
of a screen.
"""
