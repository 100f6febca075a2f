"""One module per verb. They see ports and the engine, never a platform or a database."""
