"""The chain form: stages and steps, compiled to an engine definition."""
