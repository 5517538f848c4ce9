"""The rules: pure Python, no Flask, no SQLAlchemy, no clock, no network, no disk."""

__version__ = "0.1.0"
