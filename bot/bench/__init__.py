"""How fast and how small the program is, by ratio to floors measured in the same run.

``session`` runs what ``registry`` lists, in that order; each measurement is one file with one
``BENCHMARK``. ``measured`` has the values, ``bars`` the promises in ``bench/bars.toml``,
``report`` the table and the JSON. Nothing here is imported before ``whichrole bench`` runs.

Rule for editors: a new measurement is a new file and a line in ``registry``. It compares with
a floor that runs in alternation with it, so that a busy machine slows both.
"""
