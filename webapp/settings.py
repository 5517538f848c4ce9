"""What an installation may set, read once from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path

PASSWORD_METHOD = "scrypt:131072:8:1"  # noqa: S105  # the name of a method, OWASP's parameters
MAX_UPLOAD = 10 * 1024 * 1024
MAX_TYPED = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """`data` is the folder of this installation; without `database_url` its SQLite file is used."""

    data: Path
    database_url: str
    secret_key: str
    hosts: tuple[str, ...] = ()
    secure_cookies: bool = False
    debug: bool = False
    mail_url: str = ""
    mail_from: str = ""
    base_url: str = ""
    password_method: str = PASSWORD_METHOD

    @property
    def site(self) -> str:
        """The address that paper names for ever: that of this machine alone, or none at all, is empty."""
        return self.base_url if _public(self.base_url) else ""


def read_settings(data: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the installation in `data`, else GRIF_DATA, else the user's own data folder."""
    folder = data or (
        Path(environment["GRIF_DATA"]) if environment.get("GRIF_DATA") else user_data_path("grif")
    )
    folder = folder.resolve()
    return Settings(
        data=folder,
        database_url=environment.get("GRIF_DATABASE_URL") or f"sqlite:///{folder / 'grif.db'}",
        secret_key=environment.get("GRIF_SECRET_KEY") or _secret(folder),
        hosts=tuple(filter(None, environment.get("GRIF_HOSTS", "").split(","))),
        secure_cookies=environment.get("GRIF_HTTPS") == "1",
        debug=environment.get("GRIF_DEBUG") == "1",
        mail_url=environment.get("GRIF_MAIL_URL", ""),
        mail_from=environment.get("GRIF_MAIL_FROM", ""),
        base_url=environment.get("GRIF_BASE_URL", "").rstrip("/"),
    )


def _public(address: str) -> bool:
    """Whether others can reach it: a web address whose host is not this machine itself."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or host.split(".")[-1] == "localhost":
        return False
    try:
        place = ip_address(host)
    except ValueError:
        return True
    return not (place.is_loopback or place.is_unspecified)


def _secret(folder: Path) -> str:
    """The key that signs cookies: made once, readable by its owner only."""
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text().strip()
