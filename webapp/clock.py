"""The only clock: the instant in UTC, and the day it is in an organisation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from workflow.ports import Moment

DEFAULT_ZONE = "Europe/Moscow"


def text(instant: datetime) -> str:
    """An instant as the journal writes it: UTC to the microsecond."""
    return f"{instant.astimezone(UTC).isoformat(timespec='microseconds')[:-6]}Z"


def parsed(told: str) -> datetime:
    """The instant that the journal wrote."""
    return datetime.fromisoformat(told)


def now() -> str:
    """This instant."""
    return text(datetime.now(UTC))


def ago(**span: float) -> str:
    """The instant that long ago; negative spans lie ahead."""
    return text(datetime.now(UTC) - timedelta(**span))


def today(zone: str = DEFAULT_ZONE) -> date:
    """The day that it is there."""
    return datetime.now(ZoneInfo(zone)).date()


def moment(zone: str = DEFAULT_ZONE) -> Moment:
    """Now, and today there."""
    return Moment(now(), today(zone))
