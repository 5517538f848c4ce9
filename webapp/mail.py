"""Mail about what waits: short, without the document's text, sent over SMTP when an address is set."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit

from webapp.settings import Settings
from workflow.values import EditionKey

TIMEOUT = 20  # seconds


@dataclass(frozen=True, slots=True)
class Mail:
    """The way out: smtp://, smtps:// or smtp+starttls:// with user and password, and the sender."""

    url: str
    sender: str
    base_url: str

    @classmethod
    def of(cls, settings: Settings) -> Mail:
        """As the installation has set it."""
        return cls(settings.mail_url, settings.mail_from, settings.base_url)

    @property
    def configured(self) -> bool:
        """Whether there is a server and a sender."""
        return bool(self.url and self.sender)

    @property
    def domain(self) -> str:
        """The sender's, under which letters are known."""
        return parseaddr(self.sender)[1].rpartition("@")[2] or "grif"

    def tell(self, waiting: Sequence[Any], key: EditionKey, job: str) -> None:
        """One letter to each address of `waiting`; a repeated job sends letters of the same Message-ID."""
        if not waiting:
            return
        with _server(self.url, self.domain) as server:
            for number, one in enumerate(waiting, 1):
                server.send_message(self.letter(one, key, f"{job}.{number}"))

    def letter(self, one: Any, key: EditionKey, id_: str) -> EmailMessage:
        """The letter to one recorder of a body or an office."""
        message = EmailMessage()
        message["Subject"] = f"Ждёт решения: {one.title}".replace("\n", " ")
        message["From"], message["To"] = self.sender, one.address
        message["Message-ID"] = f"<{id_}@{self.domain}>"
        message["Auto-Submitted"] = "auto-generated"
        place = f"{self.base_url}/{key.organisation}/documents/{key.document}"
        link = f"\n{place}\n" if self.base_url else "\n"
        message.set_content(f"Ждёт решения: {one.party}.\n«{one.title}», редакция {key.edition}.\n{link}")
        return message


@contextmanager
def _server(url: str, our_name: str) -> Iterator[smtplib.SMTP]:
    """A connection that is closed whatever happens; `our_name` saves asking for this machine's."""
    parts, context = urlsplit(url), ssl.create_default_context()
    host, port = parts.hostname or "localhost", parts.port or (465 if parts.scheme == "smtps" else 25)
    if parts.scheme == "smtps":
        opened: smtplib.SMTP = smtplib.SMTP_SSL(host, port, our_name, timeout=TIMEOUT, context=context)
    else:
        opened = smtplib.SMTP(host, port, our_name, timeout=TIMEOUT)
    with opened as server:
        if parts.scheme == "smtp+starttls":
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
