"""Where things are kept: SQLAlchemy Core over SQLite or PostgreSQL."""
