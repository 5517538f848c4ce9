"""The four errors of the language, and input that was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.values import Text


@dataclass(frozen=True, slots=True)
class Unmet:
    """One condition that is not met, who could meet it, and the steps and facts that would open it.

    `by` says who in the engine's terms: roles, groups, or kinds of body and office.
    """

    code: str
    message: Text
    who: Text | None = None
    opens: tuple[str, ...] = ()
    by: tuple[str, ...] = ()

    def told(self, language: str) -> dict[str, object]:
        """The condition as other programs read it."""
        who = self.who.said(language) if self.who else ""
        told = {"code": self.code, "message": self.message.said(language), "who": who}
        return {**told, "by": list(self.by), "opens": list(self.opens)}


class GrifError(Exception):
    """Something the product says to a person, in two languages."""

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(f"{code}: {message.en}")
        self.code = code
        self.message = message


class Refused(GrifError):
    """The act is not possible now (409); `unmet` tells every reason."""

    def __init__(self, code: str, message: Text, unmet: tuple[Unmet, ...] = ()) -> None:
        super().__init__(code, message)
        self.unmet = unmet


class Forbidden(GrifError):
    """This actor may not (403)."""


class NotFound(GrifError):
    """There is no such thing for this actor (404)."""

    def __init__(self, message: Text = Text("Такой страницы нет", "There is no such page")) -> None:
        super().__init__("not-found", message)


class Stale(GrifError):
    """The actor decided on a view that has changed meanwhile (409); `message` tells what happened."""


class Invalid(GrifError):
    """What was typed cannot be taken (422); `fields` maps each field to what is wrong with it."""

    def __init__(self, fields: Mapping[str, Text]) -> None:
        super().__init__("invalid", Text("Проверьте поля", "Check the fields"))
        self.fields = dict(fields)

    def __str__(self) -> str:
        return "; ".join(f"{name}: {text.en}" for name, text in self.fields.items())
