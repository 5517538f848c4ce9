"""Plone's real engine, played by the scenarios of `grif definition replay`: a tool, one document, its users.

Products.DCWorkflow and what it needs come with the extra `oracle`; nothing of Plone itself is loaded.
"""

from __future__ import annotations

from typing import Any

from AccessControl.Permission import Permission, addPermission
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import SimpleUser
from Acquisition import aq_base, aq_inner, aq_parent
from OFS.Application import Application
from OFS.Folder import Folder
from OFS.SimpleItem import SimpleItem
from Products.CMFCore.interfaces import ITypesTool, IWorkflowAware, IWorkflowTool
from Products.CMFCore.tests.base.dummy import DummyTool
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.CMFCore.WorkflowTool import DefaultWorkflowStatus, WorkflowTool, default_workflow_history
from Products.DCWorkflow.DCWorkflow import DCWorkflowDefinition
from Products.DCWorkflow.exportimport import WorkflowDefinitionConfigurator, _initDCWorkflow
from Products.DCWorkflow.Transitions import TRIGGER_USER_ACTION
from Products.GenericSetup.testing import DummySetupEnviron
from zExceptions import Unauthorized
from zope.component import getGlobalSiteManager, provideAdapter
from zope.interface import implementer
from zope.traversing.adapters import DefaultTraversable
from zope.traversing.interfaces import ITraversable

CREATOR = {"id": "creator", "roles": ["Member"], "groups": []}
ROLES = ("Anonymous", "Authenticated", "Boss", "Clerk", "Manager", "Member", "Owner")
MISSING = object()


class Person(SimpleUser):
    """A user with groups, whose roles in a place are his own and those given there to his groups."""

    def __init__(self, said: dict[str, Any]) -> None:
        super().__init__(said["id"], "secret", tuple(said["roles"]), ())
        self.groups = tuple(said["groups"])

    def getGroups(self) -> tuple[str, ...]:
        return self.groups

    def getRolesInContext(self, object: Any) -> list[str]:
        given = {role for place in _places(object) for group in self.groups for role in _local(place, group)}
        return sorted({*self.getRoles(), *given})

    def allowed(self, object: Any, object_roles: Any = None) -> int:
        held = {*self.getRolesInContext(object), "Anonymous"}
        return int(not held.isdisjoint(object_roles or ()))


def _places(object: Any) -> Any:
    inner = aq_inner(object)
    while inner is not None:
        yield inner
        inner = aq_parent(inner)


def _local(place: Any, group: str) -> Any:
    return (getattr(aq_base(place), "__ac_local_roles__", None) or {}).get(group, ())


@implementer(IWorkflowAware)
class Document(SimpleItem):
    """A document that has workflows and nothing else."""

    id = "document"
    meta_type = portal_type = "Document"

    def getPortalTypeName(self) -> str:
        return "Document"

    def reindexObject(self, idxs: Any = ()) -> None: ...

    def reindexObjectSecurity(self, skip_self: bool = False) -> None: ...


class Asked(dict[str, Any]):
    """What the listing of actions is told; our labels have no places to fill."""

    object: Any


class Files(DummySetupEnviron):
    """What an import is told beside the XML: scripts that are empty."""

    def readDataFile(self, filename: str, subdir: Any = None) -> bytes:
        return b""


def imported(content: bytes | str) -> DCWorkflowDefinition:
    """The definition as the real import makes it."""
    told = WorkflowDefinitionConfigurator(DCWorkflowDefinition("unnamed")).parseWorkflowXML(content)
    workflow = DCWorkflowDefinition(told[0])
    _initDCWorkflow(
        workflow, told[1], told[11], told[12], told[13], told[2], told[3], told[4], told[5], told[6],
        told[7], told[8], told[9], told[10], Files(),
    )  # fmt: skip
    return workflow


def facts(content: bytes) -> dict[str, Any]:
    """The facts of a definition as the real import has read them, in the shape that `show --as json` has."""
    workflow = imported(content)
    return {
        "workflow_id": workflow.id,
        "title": workflow.title,
        "initial_state": workflow.initial_state,
        "state_variable": workflow.state_var,
        "manager_bypass": bool(workflow.manager_bypass),
        "creation_guard": workflow.creation_guard and _guard(workflow.creation_guard),
        "permissions": list(dict.fromkeys(workflow.permissions)),
        "groups": list(workflow.groups),
        "states": {id_: _state(one) for id_, one in workflow.states.objectItems()},
        "transitions": {id_: _transition(one) for id_, one in workflow.transitions.objectItems()},
        "worklists": {id_: _worklist(one) for id_, one in workflow.worklists.objectItems()},
        "variables": {id_: _variable(one) for id_, one in workflow.variables.objectItems()},
        "scripts": list(workflow.scripts.objectIds()),
    }


def _state(one: Any) -> dict[str, Any]:
    maps = (one.permission_roles or {}).items()
    return {
        "title": one.title,
        "transitions": list(one.transitions),
        "permission_roles": {
            name: {"acquired": isinstance(roles, list), "roles": list(roles)} for name, roles in maps
        },
        "group_roles": {group: list(roles) for group, roles in (one.group_roles or {}).items()},
        "variables": dict(one.var_values or {}),
    }


def _transition(one: Any) -> dict[str, Any]:
    return {
        "title": one.title,
        "to_state": one.new_state_id,
        "trigger": "USER" if one.trigger_type == TRIGGER_USER_ACTION else "AUTOMATIC",
        "guard": _guard(one.getGuard()),
        "action": _action(one),
        "before_script": one.script_name,
        "after_script": one.after_script_name,
        "variables": {name: said.text for name, said in (one.var_exprs or {}).items()},
    }


def _worklist(one: Any) -> dict[str, Any]:
    matches = (one.var_matches or {}).items()
    return {
        "match": {name: list(values) for name, values in matches},
        "guard": _guard(one.getGuard()),
        "action": _action(one),
    }


def _variable(one: Any) -> dict[str, Any]:
    return {
        "default_value": one.default_value,
        "default_expression": one.getDefaultExprText(),
        "for_catalog": bool(one.for_catalog),
        "for_status": bool(one.for_status),
        "update_always": bool(one.update_always),
        "info_guard": one.info_guard and _guard(one.info_guard),
    }


def _action(one: Any) -> dict[str, Any]:
    names = {"name": one.actbox_name, "url": one.actbox_url, "icon": one.actbox_icon}
    return {**names, "category": one.actbox_category}


def _guard(one: Any) -> dict[str, Any]:
    lists = {"permissions": list(one.permissions), "roles": list(one.roles), "groups": list(one.groups)}
    return {**lists, "expression": one.getExprText() or ""}


def _permissions(workflow: DCWorkflowDefinition) -> set[str]:
    """Every permission that the workflow names: in a site of Plone each of them is registered."""
    guards = [one.getGuard() for one in workflow.transitions.objectValues()]
    guards += [one.getInfoGuard() for one in workflow.variables.objectValues()]
    return {*workflow.permissions, *(permission for guard in guards for permission in guard.permissions)}


class Site:
    """A site with one document under the workflows of a scenario."""

    def __init__(self, scenario: dict[str, Any]) -> None:
        for adapter in (DefaultWorkflowStatus, default_workflow_history):
            provideAdapter(adapter)
        provideAdapter(DefaultTraversable, (None,), ITraversable)
        application = Application()
        application._setObject("site", Folder("site"))
        self.site = application.site
        self.site.__ac_roles__ = ROLES
        self.site._setObject("portal_workflow", WorkflowTool())
        self.tool = self.site.portal_workflow
        registry = getGlobalSiteManager()
        registry.registerUtility(DummyTool(), ITypesTool)
        registry.registerUtility(self.tool, IWorkflowTool)
        self.ids = []
        for workflow in map(imported, scenario["workflows"]):
            self.tool._setObject(workflow.id, workflow)
            self.ids.append(workflow.id)
            for permission in _permissions(workflow):
                addPermission(permission, ("Manager",))
        self.tool.setDefaultChain(",".join(self.ids))
        for permission, roles in scenario.get("site_rolemap", {}).items():
            Permission(permission, (), self.site).setRoles(tuple(roles))
        self.site._setObject("document", Document(), set_owner=0)
        self.document = self.site.document

    def play(self, step: dict[str, Any]) -> Any:
        """What the engine answers to one step; a refusal as {"error": CLASS}."""
        person = Person({**CREATOR, **step.get("user", {})})
        newSecurityManager(None, person.__of__(aq_parent(aq_inner(self.site))))
        try:
            return getattr(self, f"_{step['op']}")(step)
        except (WorkflowException, Unauthorized) as refusal:
            return {"error": type(refusal).__name__}

    def _create(self, step: dict[str, Any]) -> str:
        self.tool.notifyCreated(self.document)
        return "ok"

    def _do(self, step: dict[str, Any]) -> str:
        self.tool.doActionFor(self.document, step["transition"], comment=step.get("comment", ""))
        return "ok"

    def _available(self, step: dict[str, Any]) -> list[str]:
        workflows = [self.tool[id_] for id_ in self.ids]
        return sorted(
            {
                id_
                for workflow in workflows
                for id_, way in workflow.transitions.objectItems()
                if way.trigger_type == TRIGGER_USER_ACTION and workflow.isActionSupported(self.document, id_)
            }
        )

    def _offered(self, step: dict[str, Any]) -> list[str]:
        asked = Asked()
        asked.object = self.document
        offered = [self.tool[id_].listObjectActions(asked) or () for id_ in self.ids]
        return list(dict.fromkeys(each["id"] for actions in offered for each in actions))

    def _history(self, step: dict[str, Any]) -> list[dict[str, Any]]:
        id_ = step.get("workflow", self.ids[0])
        return [dict(record) for record in self.tool.getHistoryOf(id_, self.document)]

    def _status(self, step: dict[str, Any]) -> dict[str, Any]:
        return dict(self.tool.getStatusOf(step.get("workflow", self.ids[0]), self.document) or {})

    def _state(self, step: dict[str, Any]) -> Any:
        workflow = self.tool[step.get("workflow", self.ids[0])]
        return self.tool.getInfoFor(self.document, workflow.state_var, wf_id=workflow.id)

    def _states(self, step: dict[str, Any]) -> dict[str, Any]:
        return {id_: self._state({"workflow": id_}) for id_ in self.ids}

    def _permissions(self, step: dict[str, Any]) -> dict[str, Any]:
        managed = {permission for id_ in self.ids for permission in self.tool[id_].permissions}
        return {permission: self._map(permission) for permission in sorted(managed)}

    def _map(self, permission: str) -> dict[str, Any]:
        roles = Permission(permission, (), aq_base(self.document)).getRoles(default=MISSING)
        if roles is MISSING:
            return {"acquired": True, "roles": []}
        return {"acquired": isinstance(roles, list), "roles": list(roles)}

    def _local_roles(self, step: dict[str, Any]) -> dict[str, list[str]]:
        held = getattr(aq_base(self.document), "__ac_local_roles__", None) or {}
        return {group: list(roles) for group, roles in held.items()}

    def _info(self, step: dict[str, Any]) -> Any:
        return self.tool.getInfoFor(self.document, step["name"])

    def _catalog(self, step: dict[str, Any]) -> dict[str, Any]:
        return dict(self.tool.getCatalogVariablesFor(self.document))


def play(scenario: dict[str, Any]) -> list[Any]:
    """What the real engine answers to each step of a scenario."""
    site = Site(scenario)
    return [site.play(step) for step in scenario["steps"]]
