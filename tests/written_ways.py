"""A definition whose documents move by buttons alone, and its worklists; for services, storage and pages."""

from __future__ import annotations

WAYS = """\
grif: 1
id: ways
title: {ru: По кнопкам, en: By buttons}
documents: [regulation]
manager_bypass: BYPASS
variables:
  section: {default: news, for_catalog: true, update_always: false}
worklists:
  to-check:
    title: {ru: На проверке, en: To check}
    matches: {state: [pending]}
    guard: {roles: [secretary, auditor, administrator]}
  looked-at:
    title: {ru: Просмотрено, en: Looked at}
    matches: {section: [checked]}
    guard: {roles: [auditor]}
initial: private
states:
  private: {title: {ru: Черновик, en: Private}, transitions: [submit, withdraw]}
  pending:
    title: {ru: На проверке, en: Pending}
    transitions: [look, publish, explain, retract, secret, ask, tidy, archive, withdraw]
  checked:
    title: {ru: Проверено, en: Checked}
    transitions: [sign, return, done, withdraw]
    variables: {section: checked}
  returned: {title: {ru: Возвращено, en: Returned}, final: true}
  withdrawn: {title: {ru: Отозвано, en: Withdrawn}, final: true}
  in_force: {title: {ru: Действует, en: In force}, final: true}
transitions:
  submit: {title: {ru: На проверку, en: Submit}, to: pending, guard: {roles: [author]}}
  look: {title: {ru: Просмотреть, en: Look}, comment: required, variables: {section: "string:checked"}}
  publish:
    title: {ru: Опубликовать, en: Publish}
    to: in_force
    guard: {roles: [head, chair], when: section == 'checked'}
    effects: {after: notify}
  explain: {title: {ru: Пояснить, en: Explain}, guard: {when: comment != ''}}
  retract: {title: {ru: Забрать, en: Retract}, to: private, guard: {roles: [author]}}
  secret: {title: {ru: Тайно, en: Secretly}, to: checked, guard: {roles: [auditor]}, hidden: true}
  ask: {title: {ru: На совет, en: To the council}, to: checked, guard: {groups: [parents_council]}}
  tidy: {title: {ru: Убрать, en: Tidy}, to: private, trigger: internal}
  archive: {title: {ru: Срок, en: Term}, to: private, trigger: timed, after: {days: 5, unit: calendar}}
  sign: {title: {ru: Согласовать, en: Agree}, signs: parents_council}
  done:
    title: {ru: Готово, en: Done}
    to: in_force
    trigger: automatic
    guard: {when: signed(parents_council)}
  return: {title: {ru: Вернуть, en: Return}, to: returned, comment: required}
  withdraw: {title: {ru: Отозвать, en: Withdraw}, to: withdrawn, guard: {roles: [author]}}
steps:
  parents_council: {by: parents_council, act: agree, evidence: protocol}
"""


def ways(*, bypass: bool = False, **replaced: str) -> str:
    """The definition; `replaced` puts other words for some of its words."""
    said = WAYS.replace("BYPASS", "true" if bypass else "false")
    for old, new in replaced.items():
        said = said.replace(old, new)
    return said
