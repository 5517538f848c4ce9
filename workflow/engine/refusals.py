"""What a refusal says of each kind of guard: the code, the words, and who could meet it."""

from __future__ import annotations

from collections.abc import Collection

from workflow.errors import Unmet
from workflow.values import Text, both


def permission_needed(permissions: Collection[str], roles: Collection[str]) -> Unmet:
    """None of the permissions is held; `roles` are those that hold one here."""
    return _needed("permission", _PERMISSION, permissions, sorted(roles))


def role_needed(roles: Collection[str]) -> Unmet:
    """None of the roles is had."""
    return _needed("role", _ROLE, roles, roles)


def group_needed(groups: Collection[str]) -> Unmet:
    """None of the groups is one's own."""
    return _needed("group", _GROUP, groups, groups)


def already_signed(step: str) -> Unmet:
    """The step has its answer; nobody gives a second one."""
    return Unmet("already-signed", _SIGNED.filled(step=step))


def comment_required() -> Unmet:
    """The transition asks for remarks."""
    return Unmet("comment-required", _COMMENT)


def _needed(code: str, sentence: Text, asked: Collection[str], by: Collection[str]) -> Unmet:
    names = ", ".join(asked)
    return Unmet(code, sentence.filled(names=names), both(", ".join(by)) if by else None, by=tuple(by))


_PERMISSION = Text("нужно право: {names}", "a permission is needed: {names}")
_ROLE = Text("нужна роль: {names}", "a role is needed: {names}")
_GROUP = Text("нужно быть в группе: {names}", "a group is needed: {names}")
_SIGNED = Text("шаг «{step}» уже подписан", "step “{step}” is signed already")
_COMMENT = Text("нужны замечания", "remarks are required")
