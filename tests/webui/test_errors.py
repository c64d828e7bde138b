import pytest
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import TooManyRequests

from casework import errors as casework_errors
from casework.errors import CasebookError, CaseworkError, Conflict, DefinitionError
from webui.errors import STATUS, Refusal


def leaves(kind=CaseworkError):
    return [one for sub in kind.__subclasses__() for one in (leaves(sub) or [sub])]


def test_every_error_of_casework_has_a_status():
    assert set(leaves()) == set(STATUS)
    assert casework_errors.__doc__


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (casework_errors.InputError.one("x", "写错了"), 422),
        (casework_errors.NotFound("案件", "7"), 404),
        (casework_errors.AccessDenied("不能办理"), 403),
        (
            casework_errors.StepRefused(
                "告知", "已立项", [casework_errors.Reason("c", "还没有组队")]
            ),
            409,
        ),
        (Conflict("案件", ["李监改了"]), 409),
        (CasebookError("磁盘空间不足"), 503),
        (casework_errors.FileRefused("文件太大"), 422),
        (casework_errors.DocumentError("缺字段"), 422),
        (DefinitionError("表", [casework_errors.Problem("x", "重复")]), 500),
    ],
)
def test_an_error_becomes_a_page_that_says_it(app, acting_as, error, status):
    app.add_url_rule("/planted", view_func=lambda: (_ for _ in ()).throw(error))
    answer = acting_as("lawyer.wang").get("/planted")

    assert answer.status_code == status == Refusal.of(error).status
    said = {
        "写错了",
        "没有找到",
        "不能办理",
        "还没有组队",
        "李监改了",
        "磁盘空间不足",
        "文件太大",
        "缺字段",
        "重复",
    }
    assert any(sentence in answer.text for sentence in said)


def test_a_bug_of_ours_says_so_and_tells_no_secret(app, acting_as):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.add_url_rule("/planted", view_func=lambda: 1 // 0)
    answer = acting_as("lawyer.wang").get("/planted")

    assert answer.status_code == 500
    assert "这是程序的错误" in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_errors_of_the_web_are_said_in_chinese(app, acting_as, numbers):
    app.add_url_rule("/planted", view_func=lambda: (_ for _ in ()).throw(TooManyRequests()))
    wang = acting_as("lawyer.wang")
    app.config["MAX_CONTENT_LENGTH"] = 1_000
    large = wang.client.post(f"/cases/{numbers.opened}/reverse", data={"reason": "长" * 2_000})
    assert (large.status_code, "文件太大" in large.text) == (413, True)
    assert "请求太频繁" in wang.get("/planted").text
    assert "没有找到" in wang.get("/nowhere").text
    refused = wang.get(f"/cases/{numbers.inspected}/sheet/apply")
    assert (refused.status_code, "POST" in refused.headers["Allow"]) == (405, True)


def test_a_database_that_is_gone_is_said_and_the_form_kept(app, wang, numbers, folder):
    answer = wang.get(f"/cases/{numbers.opened}")
    assert answer.status_code == 200
    (folder / "cases.db").chmod(0o400)
    try:
        refused = wang.post(f"/cases/{numbers.opened}/reverse", {"reason": "写不进去", "seen": "1"})
    finally:
        (folder / "cases.db").chmod(0o600)
    # root may write in spite of the mode; then only the opening step is left to refuse.
    assert refused.status_code in {422, 503}
    assert "写不进去" in refused.text
    assert DBAPIError.__name__ not in refused.text
