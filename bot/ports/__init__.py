"""What the outside must be able to do, as protocols and values; a file per concern."""
