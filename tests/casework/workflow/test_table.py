import hashlib
from dataclasses import FrozenInstanceError

import pytest

from casework.errors import DefinitionError, NotFound
from casework.workflow import Kind, State, Table, shipped


def problems(text):
    with pytest.raises(DefinitionError) as caught:
        Table.read(text, "t.toml")
    return [str(problem) for problem in caught.value.problems]


def test_a_table_keeps_the_order_of_its_file(small):
    assert list(small.states) == ["open", "working", "paused", "done"]
    assert list(small.steps) == ["register", "serve", "prolong", "pause", "resume", "finish"]


def test_the_step_without_from_opens_the_case(small):
    assert small.opening.name == "register"
    assert small.initial == "open"


def test_its_name_is_its_kind_unless_it_says_otherwise(small_text):
    assert Table.read(small_text, "t").name == "trial"
    assert Table.read('name = "other"\n' + small_text, "t").name == "other"


def test_its_hash_is_that_of_its_text_whatever_the_line_ends(small, small_text):
    assert small.hash == hashlib.sha256(small_text.encode()).hexdigest()
    assert Table.read(small_text.replace("\n", "\r\n"), "t").hash == small.hash


def test_one_comma_changed_is_another_table(small, small_text):
    other = Table.read(small_text.replace("等待答复。", "等待，答复。"), "t")

    assert other.hash != small.hash
    assert other != small
    assert len({other, small, Table.read(small_text, "again")}) == 2


def test_everywhere_means_every_state_that_is_not_final_nor_the_target(small):
    assert small.step("pause").sources == ("open", "working")
    assert small.step("pause").anywhere


def test_from_a_state_lead_the_steps_that_name_it(small):
    assert [step.name for step in small.from_state("working")] == ["prolong", "pause", "finish"]
    assert small.from_state("done") == ()


@pytest.mark.parametrize(
    ("step", "state", "targets"),
    [
        ("finish", "working", ("done",)),
        ("prolong", "working", ("working",)),
        ("resume", "paused", ("open", "working")),
        ("register", "", ("open",)),
    ],
)
def test_a_step_leads_to(small, step, state, targets):
    assert small.targets(small.step(step), state) == targets


def test_a_step_goes_back_only_to_where_one_could_come_from(changed):
    table = changed(('from = ["*"]', 'from = ["working"]'))

    assert table.targets(table.step("resume"), "paused") == ("working",)


def test_a_step_nobody_declared_is_not_found(small):
    with pytest.raises(NotFound, match="没有找到步骤：nope"):
        small.step("nope")


def test_a_person_is_personal_information_unless_said_otherwise(small):
    fact = small.step("serve").fact("witnesses")

    assert (fact.kind, fact.data_class, fact.side) == (Kind.PERSON, "personal", "union")
    assert fact.required_when == {"manner": ("留置送达",)}


FAULTY = (
    'title = 1\nkind = "x"\nfoo = 2\n[state.a]\nlabl = "甲"\n'
    '[step.b]\nlabel = " "\nact = "编"\nto = "a"\nfrom = "a"\n'
    'facts = [{ name = "n", label = "名", kind = "dat" }, 3, { name = "m", label = "名", '
    'kind = "text", many = "yes", side = "both" }]\nclocks = [{ name = "c" }]\nextends = { by = "n" }\n'
)
A_TEXT = "一段文字（加引号）"
FAULTS = [
    f"title：应为{A_TEXT}，现在是 1。",
    f"缺少 version，应为{A_TEXT}。",
    "foo：不认识的键，可用的是：kind、state、name、title、version、step、guard、effect、note。",
    f"[state.a]：缺少 label，应为{A_TEXT}。",
    "[state.a].labl：不认识的键（是不是“label”？），可用的是：label、final、aside、help。",
    "[step.b].label：不能为空。",
    "[step.b].from：应为一个列表（方括号），现在是 'a'。",
    f"[step.b].facts[1].kind：没有“dat”（是不是“date”？），可用的是：{'、'.join(Kind)}。",
    "[step.b].facts[2]：应为一个表（花括号）。",
    "[step.b].facts[3].many：应为true 或 false（不加引号），现在是 'yes'。",
    "[step.b].facts[3].side：没有“both”，可用的是：union、employer、shared。",
    *(f"[step.b].clocks[1]：缺少 {key}，应为{A_TEXT}。" for key in ("of", "rule", "starts")),
    f"[step.b].extends：缺少 clock，应为{A_TEXT}。",
]


def test_every_mistake_of_reading_comes_at_once_and_says_where():
    assert sorted(problems(FAULTY)) == sorted(FAULTS)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            'title = "a"\ntitle = "b"\n',
            "第2行第12列：不是正确的 TOML：同一个键写了两次，请删去一个。",
        ),
        ("[state.a]\n[state.a]", "第2行第9列：不是正确的 TOML：同一个表写了两次，请合并。"),
        ("title = \n", "第1行第9列：不是正确的 TOML：值应当用半角双引号括起"),
        ('title = "', "文件末尾：不是正确的 TOML：引号没有成对"),
        (
            "x = { a = 1,\n b = 2 }",
            "第1行第13列：不是正确的 TOML：这里应是一个键名；花括号里的内容写在同一行，一项一个键。",
        ),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text, sentence):
    (found,) = problems(text)

    assert found.startswith(sentence)


def test_an_empty_from_is_neither_the_opening_step_nor_any_other(small_text):
    assert problems(small_text.replace('from = ["open"]', "from = []")) == [
        "[step.serve].from：不能是空列表；立案步骤不写 from，其余步骤写明从哪些状态办理。"
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            'guards = ["ready"]',
            'guards = ["ready", 3]',
            "[step.serve].guards[2]：应为一段文字（加引号）。",
        ),
        (
            "[step.register]",
            "[guard]\nready = 1\n[step.register]",
            "[guard].ready：应为一段文字（加引号），现在是 1。",
        ),
        (
            'by = "days"',
            'by = "days", unit = "week"',
            "[step.prolong].extends.unit：没有“week”，可用的是：day、working_day、month。",
        ),
        (
            'required_when = { manner = "留置送达" }',
            "required_when = 3",
            "[step.serve].facts[4].required_when：应为一个表（花括号），现在是 3。",
        ),
    ],
)
def test_a_value_of_the_wrong_type_is_told_where_it_stands(small_text, old, new, problem):
    assert problems(small_text.replace(old, new)) == [problem]


def test_a_table_without_an_opening_step_cannot_be_run(small_text):
    table = Table.read(small_text.replace('to = "open"', 'to = "open"\nfrom = ["paused"]', 1), "t")

    with pytest.raises(DefinitionError, match="没有立案步骤：应有一个不写 from 的步骤。"):
        assert table.initial


def test_evidence_may_be_asked_for_on_a_condition(small_text):
    asked = small_text.replace(
        '"送达回证", required = true', '"送达回证", required_when = { manner = "留置送达" }'
    )
    (slot,) = Table.read(asked, "t").step("serve").evidence

    assert not slot.is_required({})
    assert slot.is_required({"manner": "留置送达"})


def test_two_shipped_tables_of_one_name_are_refused():
    with pytest.raises(DefinitionError, match="已经有名为“checkup”的流程表。"):
        shipped(["casework.checkup", "casework.checkup"])


def test_what_a_table_says_cannot_be_changed_afterwards(small):
    serve = small.step("serve")

    for value in (small, small.states["open"], serve, *serve.facts, *serve.evidence, *serve.clocks):
        with pytest.raises(FrozenInstanceError):
            value.name = "other"
    with pytest.raises(TypeError):
        small.states["new"] = small.states["open"]


def test_a_state_is_on_the_main_line_and_not_the_end_unless_it_says_so():
    state = State("a", "甲")

    assert not state.final
    assert not state.aside


def test_words_that_need_no_explanation_may_be_left_out(small):
    assert small.guards == {}
    assert small.effects == {}
