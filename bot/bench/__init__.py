"""How fast and how small the program is, by ratio to floors measured in the same run."""
