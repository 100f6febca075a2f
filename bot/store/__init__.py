"""The only SQLAlchemy: Core tables and statements. Rows do not leave this package, values do.

``sqlite.open_store`` is the way in. Inside: ``address`` (which database), ``soundness`` (may
we use this file?), ``upgrade`` (starts ``migrating``), ``engines``, ``writer`` (one thread,
shared commits), ``opened`` (is the file still there?), ``schema`` and ``statements``, ``rows``
(values to columns and back), ``steps`` (what one transaction does).
"""
