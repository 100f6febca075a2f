"""Pictures: shares as one labelled bar each, and weeks as a row each.

A picture is an SVG document, made from a template, and resvg draws it with the font that
travels in this folder; fonts of the machine are never asked. All of it is a pure function of
values.

To import ``drawing`` or ``weeks`` costs tens of milliseconds (jinja2), which no start of the
program should pay: ``pictures`` does it where it draws. Whoever has an event loop draws with
``pictures``: a thread makes the document, and a process of its own the picture.
"""
