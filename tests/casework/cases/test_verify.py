"""Verifying: whatever is stored beside the journal must be what the journal says."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from casework import Casebook, checkup, documents
from casework.cases.models import Evidence
from casework.documents import service
from casework.errors import AccessDenied
from tests import factories

#: What is changed behind the casebook's back, and what the verification says.
CHANGED = {
    "a state": ("UPDATE \"case\" SET state = 'closed'", "的状态“已销号”与日志不符，按日志应为“已签发”"),
    "a finished mark": ("UPDATE \"case\" SET finished = {true}", "办结标记或版本号与日志不符"),
    "a version": ("UPDATE \"case\" SET version = 99", "办结标记或版本号与日志不符"),
    "a number": ("UPDATE \"case\" SET number = '云工法检〔2026〕9号'", "编号与编号登记不符"),
    "a due date": ("UPDATE clock SET due_on = '2030-01-01' WHERE name = 'materials'", "期限与按日志"),
    "a stopped clock": ("UPDATE clock SET stopped_on = NULL WHERE name = 'materials'", "期限与按日志"),
    "a removed clock": ("DELETE FROM clock WHERE name = 'materials'", "期限与按日志"),
    "a member": ("DELETE FROM case_member WHERE duty = '复核'", "办案人员与日志不符"),
    "a number gone": ("UPDATE case_number SET case_id = NULL, ordinal = 7", "编号不连续，缺第 1 号"),
    "a count set back": ("UPDATE number_series SET last = 0", "编号计数被改动"),
    "a company": ("UPDATE enterprise SET name = '别的公司'", "的档案被改动"),
    "head count": ("UPDATE enterprise SET workers = '{{\"劳动关系\": 1}}'", "的档案被改动"),
    "an old version": ("UPDATE enterprise_version SET content = '{{}}'", "历史版本被改动"),
    "a role": ("UPDATE assignment SET role = 'admin' WHERE role = 'clerk'", "人员角色被改动"),
    "the end of a role": ("UPDATE assignment SET until_on = '2030-01-01'", "人员角色被改动"),
    "a unit": ("UPDATE unit SET name = '别的工会' WHERE short = '云工'", "单位“别的工会”的登记被改动"),
    "a name": ("UPDATE person SET name = '别人' WHERE login = 'clerk.sun'", "人员“clerk.sun”的姓名被改动"),
    "an answer": ("UPDATE answer SET verdict = 'compliant' WHERE item_id = 'LC-05-01'", "检查项 LC-05-01 的结论被改动"),
    "an answer gone": ("DELETE FROM answer WHERE item_id = 'LC-06-01'", "检查项 LC-06-01 的结论不见了"),
    "an answer's proof": ("UPDATE answer SET evidence = '[1]'", "检查项 LC-06-01 的结论被改动"),
    "a finding": ("UPDATE finding SET remedy = '不用改'", "问题 WT-01被改动"),
    "a finding settled": ("UPDATE finding SET state = 'verified'", "问题 WT-01 的状态“已核实销号”与日志不符"),
    "the items": ("UPDATE checkup SET items = '[]'", "适用的检查项与日志不符"),
    "evidence renumbered": ("UPDATE evidence SET number = 5", "证1与日志登记的文件不符"),
    "a document's record gone": ("DELETE FROM document", "文书的登记被删除"),
    "a document voided": ("UPDATE document SET state = 'void'", "《体检报告》的登记被改动"),
    "a document's dict": ("UPDATE document SET context = '{{}}'", "《体检报告》的登记被改动"),
    "a pinned table": ("UPDATE pinned SET text = text || ' '", "在库里被改动"),
    "evidence gone": ("DELETE FROM evidence", "证1与日志登记的文件不符"),
}  # fmt: skip


def run(book: Casebook, statement: str, **given: object) -> None:
    true = "1" if book.engine.dialect.name == "sqlite" else "true"
    with book.engine.execution_options(casework_writes=True).begin() as connection:
        done = connection.execute(text(statement.format(true=true)), given)
        assert done.rowcount, "changed nothing"


@pytest.mark.parametrize("what", CHANGED)
def test_a_change_beside_the_journal_is_named(either_issued_book: Casebook, what: str) -> None:
    statement, sentence = CHANGED[what]
    run(either_issued_book, statement)

    found = either_issued_book.verify()

    assert any(sentence in fault for fault in found), found


def evidence_file(book: Casebook) -> str:
    with book.read("admin") as work:
        return work.session.query(Evidence).first().sha256


def report_file(book: Casebook) -> str:
    with book.read("admin") as work:
        return documents.issued(work, checkup.get(work, factories.FIRST))[0].sha256


@pytest.mark.parametrize("find", [evidence_file, report_file])
@pytest.mark.parametrize("how", ["replaced", "gone", "truncated"])
def test_a_file_changed_on_disk_is_named(
    either_issued_book: Casebook, find: Callable[[Casebook], str], how: str
) -> None:
    path = either_issued_book.files.path(find(either_issued_book))
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(b"another" if how == "replaced" else path.read_bytes()[:-1])

    found = either_issued_book.verify()

    assert any(path.parent.name + path.name[:8] in fault for fault in found), found


def test_an_altered_report_is_named_by_its_case(either_issued_book: Casebook) -> None:
    either_issued_book.files.path(report_file(either_issued_book)).write_bytes(b"another")

    assert any(
        f"案件 {factories.FIRST} 的《体检报告》" in fault for fault in either_issued_book.verify()
    )


def test_evidence_whose_row_names_another_file_is_named(either_issued_book: Casebook) -> None:
    other = report_file(either_issued_book)
    run(either_issued_book, "UPDATE evidence SET sha256 = :other", other=other)

    assert any("证1与日志登记的文件不符" in fault for fault in either_issued_book.verify())


def test_only_who_may_sign_voids_or_makes_a_document(either_issued_book: Casebook) -> None:
    """A report is the leader's: an inspector who calls the effect's function by hand is refused."""
    with either_issued_book.work("inspector.li") as work:
        case = checkup.get(work, factories.FIRST)
        with pytest.raises(AccessDenied, match="签发"):
            service.void(work, case, "体检报告", "试")
        with pytest.raises(AccessDenied, match="签发"):
            service.issue(work, case, "体检报告")

    assert either_issued_book.verify() == []


def test_a_broken_journal_is_told_alone(either_issued_book: Casebook) -> None:
    """What is derived from a journal proves nothing when the journal is broken."""
    run(
        either_issued_book,
        "UPDATE entry SET actor_name = '别人' WHERE seq = 2 AND step = 'form_team'",
    )
    run(either_issued_book, "UPDATE \"case\" SET state = 'closed'")

    assert len(either_issued_book.verify()) == 1


def test_verifying_can_be_watched(either_issued_book: Casebook) -> None:
    seen = []

    def watch(checks):
        seen.append(len(checks))
        return checks

    assert either_issued_book.verify(watch) == []
    assert min(seen) > 1
