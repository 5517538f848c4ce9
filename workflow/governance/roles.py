"""The roles that a seat, an office or a permission gives, with their names: a closed table."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.values import Text

ROLES: Mapping[str, Text] = {
    "author": Text("автор", "author"),
    "administrator": Text("администратор", "administrator"),
    "auditor": Text("аудитор", "auditor"),
    "head": Text("руководитель", "head"),
    "authority": Text("руководитель органа управления", "head of the authority"),
    "founder": Text("учредитель", "founder"),
    "coordinator": Text("координатор", "coordinator"),
    "methodical_centre": Text("методический центр", "methodical centre"),
    "chair": Text("председатель", "chair"),
    "secretary": Text("секретарь", "secretary"),
    "member": Text("член органа", "member of a body"),
}
"""The roles that the product gives; one of an organisation's own begins with a capital letter."""
