"""The only SQLAlchemy: Core tables and statements. Rows do not leave this package, values do.

``sqlite.open_store`` is the way in. A **turn**: ``steps`` with ``statements`` and ``rows``
(values to columns and back). **Delivery**: ``posting`` with ``posting_statements``, and
``scheduled``. What runs them: ``engines``, ``writer`` (one thread, shared ``commits``),
``reader``, ``prepared`` (statements on the driver). Which database: ``address``. The tables:
``schema``, which ``upgrade`` brings about in a process of its own (``migrating``).

``files`` knows the database as a file, ``people`` what it holds about whom, and ``rehearsed``
plays all of it without threads.
"""
