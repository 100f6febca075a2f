"""A season: weeks in the life of a community, played in minutes, among faults."""
