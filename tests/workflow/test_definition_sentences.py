"""A definition told to a director: right grammar in Russian, and English that says the same."""

from __future__ import annotations

import pytest

import definitions
from workflow.chain.acts import ACTS
from workflow.chain.compile import RECORDED
from workflow.engine import reader
from workflow.engine.canonical import canonical, restore
from workflow.engine.sentences import describe
from workflow.governance.parties import PARTY_KINDS

HEAD = "grif: 1\nid: a\ntitle: Т\n"


def told(source: str, language: str = "ru") -> list[str]:
    return [sentence.said(language) for sentence in describe(reader.read(source, "f"))]


def chain(*stages: str, documents: str = "regulation", in_force: str = "") -> str:
    lines = "".join(
        f"  - stage: s{number}\n    title: Т\n    steps: [{steps}]\n" for number, steps in enumerate(stages)
    )
    return f"{HEAD}documents: [{documents}]\nin_force: [{in_force}]\nchain:\n{lines}"


def step(by: str, act: str = "agree", more: str = "") -> str:
    return f"{{by: {by}, act: {act}, evidence: none{more}}}"


def test_the_full_chain_is_told_in_the_order_in_which_it_runs():
    assert told(definitions.shipped()["regulation-gymnasium"])[:3] == [
        "Положение согласуют в любом порядке управляющий совет, совет родителей и совет обучающихся.",
        "Затем его принимает педагогический совет.",
        "Утверждает руководитель приказом; тогда редакция вступает в силу, а прежняя утрачивает силу.",
    ]
    assert told(definitions.shipped()["regulation-gymnasium"], "en")[:3] == [
        "The governing council, the parents' council and the student council"
        " agree to the regulation in any order.",
        "Then the pedagogical council adopts it.",
        "Finally the head approves it by order;"
        " the edition then comes into force and the previous one is repealed.",
    ]


def test_a_chain_of_one_step_names_its_document():
    assert told(chain(step("head", "approve"), in_force="repeal_previous"))[0] == (
        "Положение утверждает руководитель; тогда редакция вступает в силу, а прежняя утрачивает силу."
    )


def test_nothing_is_said_of_a_former_edition_that_is_not_repealed():
    assert told(chain(step("head", "approve")))[0] == (
        "Положение утверждает руководитель; тогда редакция вступает в силу."
    )


def test_an_order_is_approved_by_its_signature():
    assert told(definitions.shipped()["order-head"])[0].startswith("Приказ подписывает руководитель; ")


@pytest.mark.parametrize(
    ("act", "one", "two"),
    [
        ("agree", "Программу согласует А.", "Программу согласуют в любом порядке А и Б."),
        ("adopt", "Программу принимает А.", "Программу принимают в любом порядке А и Б."),
        ("approve", "Программу утверждает А.", "Программу утверждают в любом порядке А и Б."),
        ("consider", "Программу рассматривает А.", "Программу рассматривают в любом порядке А и Б."),
        ("register", "Программу регистрирует А.", "Программу регистрируют в любом порядке А и Б."),
        ("opinion", "Мнение о программе даёт А.", "Мнение о программе дают в любом порядке А и Б."),
        ("acknowledge", "С программой знакомится А.", "С программой знакомятся в любом порядке А и Б."),
    ],
)
def test_each_act_takes_its_own_case_and_number(act, one, two):
    names = (("руководитель", "А"), ("учредитель", "Б"))
    last = step("head", "approve", ", id: last")
    for steps, sentence in ((step("head", act), one), (step("head", act) + ", " + step("founder", act), two)):
        said = told(chain(steps, last, documents="program"))[0]
        for name, letter in names:
            said = said.replace(name, letter)
        assert said == sentence


@pytest.mark.parametrize(
    ("kind", "begins", "goes_on"),
    [
        ("plan", "План", "его"),
        ("program", "Программу", "её"),
        ("report", "Отчёт", "его"),
        ("protocol", "Протокол", "его"),
        ("list", "Список", "его"),
        ("roadmap", "Документ", "его"),
        ("plan, list", "Документ", "его"),
    ],
)
def test_a_document_is_named_first_and_then_replaced_by_its_pronoun(kind, begins, goes_on):
    three = (step("head"), step("founder", "consider"), step("community", "acknowledge"))
    said = told(chain(*three, documents=kind))
    assert said[0].startswith(f"{begins} согласует ")
    assert said[1].startswith(f"Затем {goes_on} рассматривает ")
    assert said[2].startswith("Затем с ней " if goes_on == "её" else "Затем с ним ")


def test_different_acts_of_one_stage_are_told_side_by_side():
    both_acts = step("head") + ", " + step("founder", "opinion") + ", " + step("trade_union")
    assert told(chain(both_acts, documents="plan"))[0] == (
        "В любом порядке: план согласуют руководитель и профсоюзный комитет; мнение о нём даёт учредитель;"
        " тогда редакция вступает в силу."
    )
    assert told(chain(both_acts, documents="plan"), "en")[0] == (
        "In any order: the head and the trade union committee agree to the plan; the founder gives an opinion"
        " on it; the edition then comes into force."
    )


@pytest.mark.parametrize(
    ("due", "ru", "en"),
    [
        ("{days: 1, unit: calendar}", "в течение 1 календарного дня", "within 1 calendar day"),
        ("{days: 5, unit: calendar}", "в течение 5 календарных дней", "within 5 calendar days"),
        ("{days: 11, unit: calendar}", "в течение 11 календарных дней", "within 11 calendar days"),
        ("{days: 21, unit: calendar}", "в течение 21 календарного дня", "within 21 calendar days"),
        ("{days: 111, unit: calendar}", "в течение 111 календарных дней", "within 111 calendar days"),
        ("15.09", "не позднее 15 сентября", "not later than 15 September"),
        ("01.03", "не позднее 1 марта", "not later than 1 March"),
    ],
)
def test_a_term_agrees_with_its_number(due, ru, en):
    source = chain(step("head", more=f", due: {due}"), step("founder"))
    assert told(source)[0] == f"Положение согласует руководитель {ru}."
    assert told(source, "en")[0] == f"The head agrees to the regulation {en}."


def test_another_organisation_is_named():
    source = chain(step("{kind: methodical_centre, of: parent}"), step("{kind: head, of: north}"))
    assert told(source)[:2] == [
        "Положение согласует методический центр вышестоящей организации.",
        "Согласует руководитель (организация north); тогда редакция вступает в силу.",
    ]


def test_what_an_answer_does_is_told_only_where_it_can_be_given():
    opinion = " ".join(told(chain(step("head", "opinion"))))
    register = " ".join(told(chain(step("head", "register"))))
    assert "Отрицательное мнение записывается" in opinion
    assert "Отказ" not in opinion + register
    assert "Молчание" in opinion
    assert "Молчание" not in register


def test_states_without_stages_are_told_one_by_one():
    source = HEAD + (
        "initial: a\nstates: {a: {title: {ru: А, en: A}, transitions: [go, s]},"
        " b: {title: {ru: Б, en: B}, final: true}}\n"
        "transitions: {go: {title: {ru: Пойти, en: Go}, to: b, trigger: automatic, guard: {when: signed(h)}},"
        " s: {title: {ru: Да, en: 'Yes'}, signs: h}}\nsteps: {h: {by: head, act: agree, evidence: none}}\n"
    )
    assert told(source) == [
        "Путь начинается в состоянии «А».",
        "Из состояния «А» ведут: «Пойти», «Да».",
        "«Пойти» происходит само, если руководитель согласовал: документ переходит в состояние «Б».",
        "«Да»: руководитель согласует документ; состояние не меняется.",
        "Состояние «Б» – конец пути.",
    ]
    assert (
        told(source, "en")[2] == "“Go” happens by itself, if the head has agreed: the document goes to “B”."
    )


LONG = (
    HEAD
    + """
documents: [regulation]
initial: draft
permissions: [View, Modify portal content, Review portal content]
groups: [council]
variables:
  comments: {description: {ru: Замечание, en: Remark}, expression: comment}
  actor: {expression: actor, update_always: false}
worklists:
  wait: {title: {ru: Ждут, en: To do}, matches: {state: review}, guard: {roles: [head]}}
states:
  draft:
    title: {ru: Проект, en: Draft}
    transitions: [submit]
    permissions:
      View: [author]
      Modify portal content: [author, head]
      Review portal content: {roles: [], acquire: true}
    groups: {council: [head]}
  review:
    title: {ru: Рассмотрение, en: Review}
    transitions: [sign, done, expire, close, return]
    permissions: {View: {roles: [author, head, Reviewer], acquire: true}, Review portal content: []}
  returned: {title: {ru: Возвращено, en: Returned}, final: true, variables: {actor: никто}}
  in_force:
    title: {ru: Действует, en: In force}
    final: true
    permissions: {View: [Anonymous], Review portal content: [Anonymous]}
transitions:
  submit:
    title: {ru: Отправить, en: Submit}
    to: review
    guard: {roles: [author], permissions: [Modify portal content], groups: [council]}
    effects: {before: require_text, after: notify}
  sign: {title: {ru: Утвердить, en: Approve}, signs: head, guard: {roles: [secretary]}}
  done: {title: {ru: Готово, en: Done}, to: in_force, trigger: automatic, guard: {when: signed(head)}}
  expire: {title: {ru: Срок, en: Expired}, to: returned, trigger: timed, after: {days: 2, unit: calendar}}
  close: {title: {ru: Закрыть, en: Close}, to: returned, trigger: internal}
  return:
    title: {ru: Вернуть, en: Return}
    to: returned
    comment: required
    hidden: true
    variables: {actor: 'string:нет'}
steps: {head: {by: head, act: approve, evidence: order, due: {days: 3, unit: calendar}}}
invariants: [{never: in_force, unless: signed(head)}]
"""
)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "В состоянии «Проект» документ видит только автор."),
        ("ru", "В состоянии «Проект» документ изменяют только автор и руководитель."),
        ("ru", "В состоянии «Проект» право «Review portal content» – у тех, кому оно дано выше."),
        ("ru", "В состоянии «Рассмотрение» права «Review portal content» нет ни у кого."),
        ("ru", "В состоянии «Проект» группе «council» даны роли: руководитель."),
        (
            "ru",
            "«Отправить» выполняет автор (и одновременно тот, у кого есть право «Modify portal content» и"
            " участник группы «council»): документ переходит в состояние «Рассмотрение»; сначала – не"
            " пропустить редакцию без текста; затем – написать тем, кого теперь спрашивают.",
        ),
        (
            "ru",
            "«Утвердить»: руководитель утверждает документ приказом в течение 3 календарных дней; записывает"
            " ответ секретарь; состояние не меняется.",
        ),
        (
            "ru",
            "«Срок» происходит само, когда пройдёт 2 календарных дня: документ переходит "
            "в состояние «Возвращено».",
        ),
        ("ru", "«Закрыть» выполняет только сама система: документ переходит в состояние «Возвращено»."),
        (
            "ru",
            "«Вернуть» выполняет любой: документ переходит в состояние «Возвращено»; нужны замечания; кнопки"
            " для этого нет; «actor» получает значение: «нет».",
        ),
        ("ru", "В состоянии «Возвращено» «actor» получает значение: «никто»."),
        ("ru", "«Замечание» – замечание при переходе; записывается при каждом переходе заново."),
        ("ru", "Список «Ждут»: документы, у которых состояние – «Рассмотрение»; видит руководитель."),
        (
            "ru",
            "Документ никогда не окажется в состоянии «Действует», пока не выполнено: руководитель утвердил.",
        ),
        ("ru", "В состоянии «Действует» документ видит кто угодно, и без входа."),
        ("ru", "В состоянии «Действует» право «Review portal content» есть у всех, и без входа."),
        ("en", "In “Draft”, only the author may see the document."),
        ("en", "“Expired” happens by itself when 2 calendar days are over: the document goes to “Returned”."),
        ("en", "The document is never in “In force” unless this holds: the head has approved."),
    ],
)
def test_the_long_form_is_told_one_sentence_a_fact(language, sentence):
    assert sentence in told(LONG, language)


def test_a_promise_is_told_of_a_chain_too():
    source = chain(step("head", "approve")) + "invariants: [{never: in_force, unless: signed(head)}]\n"
    assert told(source)[-1].startswith("Документ никогда не окажется в состоянии «Действует»")
    assert told(source)[0].startswith("Положение утверждает руководитель")


def test_names_that_sound_alike_show_their_ids():
    source = HEAD + (
        "initial: a\nstates: {a: {title: Б, transitions: [go, on]}, b: {title: Б, final: true}}\n"
        "transitions: {go: {title: Да, to: b}, on: {title: Да, to: a}}\n"
    )
    assert told(source)[1] == "Из состояния «Б (a)» ведут: «Да (go)», «Да (on)»."


@pytest.mark.parametrize("id_", list(definitions.shipped()))
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_shipped_definition_is_told_in_whole_sentences(id_, language):
    for sentence in told(definitions.shipped()[id_], language):
        assert sentence.lstrip("«“")[0].isupper()
        assert sentence.endswith(".")
        assert "  " not in sentence


def test_every_act_and_every_kind_of_party_can_be_told():
    for act in ACTS.keys() - RECORDED:
        for kind in PARTY_KINDS:
            assert PARTY_KINDS[kind].title.ru in told(chain(step(kind, act)))[0]


def test_a_kept_definition_is_told_in_the_order_in_which_a_document_comes_to_its_states():
    kept = restore(canonical(reader.read(definitions.shipped()["site-publication"], "f")))
    states = [one.ru for one in describe(kept) if one.ru.startswith(("Из состояния", "Состояние"))]
    assert [one.split("»")[0].split("«")[1] for one in states] == [
        "Ещё не опубликовано",
        "Опубликовано",
        "Срок публикации вышел",
    ]
