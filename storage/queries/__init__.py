"""Read-only lists and pages."""
