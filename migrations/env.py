"""Runs the migrations on the connection that the program hands over.

The program holds the write lock already, so two processes that start at once migrate one
after the other, and the second finds nothing to do.
"""

from alembic import context

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("Migrations run inside the program: start `whichrole chat` or `make run`.")

context.configure(
    connection=connection,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
