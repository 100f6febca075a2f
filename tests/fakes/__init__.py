"""Small stand-ins for the outside, each with a list of what it received."""
