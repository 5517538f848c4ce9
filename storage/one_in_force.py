"""No day has two editions of one document in force: the database itself refuses the second."""

from __future__ import annotations

from collections.abc import Iterator


def statements(dialect: str) -> Iterator[str]:
    """The statements that hold the table of editions to it on that database."""
    if dialect == "postgresql":
        yield _FUNCTION
        yield (
            "CREATE TRIGGER edition_one_in_force BEFORE INSERT OR UPDATE OF in_force_from, in_force_until "
            "ON edition FOR EACH ROW EXECUTE FUNCTION grif_one_in_force()"
        )
        return
    for name, act in (("added", "INSERT"), ("changed", "UPDATE OF in_force_from, in_force_until")):
        yield (
            f"CREATE TRIGGER edition_{name}_in_force BEFORE {act} ON edition "
            f"WHEN NEW.in_force_from IS NOT NULL "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}') WHERE EXISTS ({_OTHER}); END"
        )


_SAID = "two editions of one document in force on one day"
# Half-open intervals; an edition that ends no later than it begins is in force on no day.
_OTHER = """
SELECT 1 FROM edition AS other
WHERE other.organisation = NEW.organisation AND other.document = NEW.document
AND other.number <> NEW.number AND other.in_force_from IS NOT NULL
AND (NEW.in_force_until IS NULL OR NEW.in_force_from < NEW.in_force_until)
AND (other.in_force_until IS NULL OR other.in_force_from < other.in_force_until)
AND (NEW.in_force_until IS NULL OR other.in_force_from < NEW.in_force_until)
AND (other.in_force_until IS NULL OR NEW.in_force_from < other.in_force_until)
"""
_FUNCTION = f"""
CREATE FUNCTION grif_one_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.in_force_from IS NOT NULL AND EXISTS ({_OTHER}) THEN
        RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END
$$
"""  # our own words alone
