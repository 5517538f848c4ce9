"""The use cases, one function each: open work, check policy, load, act, keep, record."""
