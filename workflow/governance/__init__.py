"""Bodies and offices, instruments and their numbers, findings."""
