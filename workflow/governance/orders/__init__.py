"""Orders: typed points with effects, what is wrong with them, what each does, and how they are worded."""
