"""What a refusal says of each kind of guard: the code, the words, and who could meet it."""

from __future__ import annotations

from collections.abc import Collection

from workflow.errors import Unmet
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.roles import ROLES
from workflow.values import Text, both


def permission_needed(permissions: Collection[str], roles: Collection[str]) -> Unmet:
    """None of the permissions is held; `roles` are those that hold one here."""
    return _needed("permission", _PERMISSION, both(", ".join(permissions)), sorted(roles))


def role_needed(roles: Collection[str]) -> Unmet:
    """None of the roles is had."""
    return _needed("role", _ROLE, _titles(roles), roles)


def group_needed(groups: Collection[str]) -> Unmet:
    """None of the groups is one's own."""
    return _needed("group", _GROUP, _titles(groups), groups)


def already_signed(step: str) -> Unmet:
    """The step has its answer; nobody gives a second one."""
    return Unmet("already-signed", _SIGNED.filled(step=step))


def comment_required() -> Unmet:
    """The transition asks for remarks."""
    return Unmet("comment-required", _COMMENT)


def _needed(code: str, sentence: Text, asked: Text, by: Collection[str]) -> Unmet:
    said = Text(sentence.ru.format(names=asked.ru), sentence.en.format(names=asked.en))
    return Unmet(code, said, _titles(by) if by else None, by=tuple(by))


def _titles(names: Collection[str]) -> Text:
    """Roles and groups as people call them; one that the product does not know under its own name."""
    known = [_title(name) for name in names]
    return Text(", ".join(one.ru for one in known), ", ".join(one.en for one in known))


def _title(name: str) -> Text:
    if name in ROLES:
        return ROLES[name]
    return PARTY_KINDS[name].title if name in PARTY_KINDS else both(name)


_PERMISSION = Text("нужно право: {names}", "a permission is needed: {names}")
_ROLE = Text("нужна роль: {names}", "a role is needed: {names}")
_GROUP = Text("нужно быть в группе: {names}", "a group is needed: {names}")
_SIGNED = Text("шаг «{step}» уже подписан", "step “{step}” is signed already")
_COMMENT = Text("нужны замечания", "remarks are required")
