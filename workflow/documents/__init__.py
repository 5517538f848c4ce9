"""Documents: editions, clauses, reading, stamps."""
