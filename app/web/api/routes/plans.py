"""Plans: made, looked at, cut down, reviewed, applied."""
