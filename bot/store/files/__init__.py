"""The database as a file: may we use it, is it whole, and how a copy is made and put back.

``soundness`` asks everything at a start, with ``place`` (rights and room) and ``damage``;
``opened`` sees whether the file is still there. ``copying`` makes one whole copy under its
name, for ``backup`` and ``restore``; ``alone`` knows whether anybody else is at the file.
Plain ``sqlite3``; no tables and no statements of ours.
"""
