"""The one place where errors of casework become HTTP: a status, a title, sentences; on the form or on a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeAlias

from flask import Flask, g, make_response, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import Forbidden, HTTPException, MethodNotAllowed, SecurityError
from werkzeug.routing import RequestRedirect

from casework.errors import (
    AccessDenied,
    CasebookError,
    CaseworkError,
    Conflict,
    DefinitionError,
    DocumentError,
    FileRefused,
    InputError,
    NotFound,
    Problem,
    Reason,
    StepRefused,
)

#: What each error means to a browser.
STATUS: dict[type[CaseworkError], tuple[int, str]] = {
    InputError: (422, "填写的内容有问题，还没有保存"),
    FileRefused: (422, "文件不能用，还没有保存"),
    DocumentError: (422, "文书还不能制作"),
    NotFound: (404, "没有找到"),
    AccessDenied: (403, "你不能办理这一步"),
    StepRefused: (409, "现在还不能办理"),
    Conflict: (409, "内容已被他人改动"),
    CasebookError: (503, "案件库暂时不能用"),
    DefinitionError: (500, "系统的数据文件有错误"),
}
#: What may be put right on the form itself; the others get a page of their own.
_ON_FORM = (
    InputError,
    FileRefused,
    DocumentError,
    AccessDenied,
    StepRefused,
    Conflict,
    CasebookError,
)

_PAGES = {
    400: ("请求不完整", "浏览器发来的内容读不懂。请返回上一页重新提交。"),
    403: ("不能访问", "你没有权限访问这个页面。"),
    404: ("没有找到", "没有这个页面，或者它对你来说不存在。请核对地址，或者回到办案清单。"),
    405: ("不能这样访问", "这个地址不接受这种请求。请从页面上的按钮进入。"),
    409: ("内容已被他人改动", "请查看新内容后再提交。"),
    413: (
        "文件太大",
        "一次合计不能超过 60 MB，单个文件不能超过 50 MB。请按“后退”，填写的内容还在，压缩或分次上传。",
    ),
    429: ("请求太频繁", "请稍等片刻再试。"),
    500: (
        "系统出错",
        "这是程序的错误，已记入日志；刚才的操作没有保存。请返回重试，仍不行请告诉管理员。",
    ),
}
_CSRF = (
    "页面已失效，没有保存",
    "打开这个页面之后换过操作身份，或者浏览器的会话已过期。请重新打开页面再提交，刚才填写的文字列在下面，可以复制。",
)
#: Fields a person does not type.
_MACHINE = frozenset({"csrf_token", "seen", "back", "login", "verdict"})
_HOST = "只能用 127.0.0.1 或 localhost 打开本系统，例如 http://127.0.0.1:8000/\n"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A domain error as pages show it."""

    status: int
    title: str
    sentences: tuple[str, ...]
    problems: tuple[Problem, ...] = ()  #: to be marked on the fields they name
    reasons: tuple[Reason, ...] = ()
    #: somebody changed the thing: the new version is to be shown beside what was typed
    changed: bool = False

    @classmethod
    def of(cls, error: CaseworkError) -> "Refusal":
        """Return the refusal that an error means."""
        status, title = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
        if isinstance(error, InputError):
            return cls(status, title, (), problems=error.problems)
        if isinstance(error, StepRefused):
            return cls(status, title, (), reasons=error.reasons)
        sentences = error.changes if isinstance(error, Conflict) else tuple(str(error).splitlines())
        return cls(status, title, sentences, changed=isinstance(error, Conflict))


Answer: TypeAlias = ResponseReturnValue


def on_form(act: Callable[[], Answer], again: Callable[[Refusal], str]) -> Answer:
    """Do *act*; if casework refuses, answer with the form *again*, what was typed in it, and the status."""
    try:
        return act()
    except _ON_FORM as error:
        refusal = Refusal.of(error)
    return again(refusal), refusal.status


def init_app(app: Flask) -> None:
    """Register the pages of all errors."""
    app.register_error_handler(CaseworkError, _domain)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http)


def _domain(error: CaseworkError) -> Answer:
    refusal = Refusal.of(error)
    lines = (*refusal.sentences, *map(str, refusal.reasons), *(p.message for p in refusal.problems))
    return _page(refusal.status, refusal.title, lines, _typed())


def _stale(_error: CSRFError) -> Answer:
    return _page(HTTPStatus.BAD_REQUEST, _CSRF[0], [_CSRF[1]], _typed())


def _typed() -> list[str]:
    """Return what a person typed in the form that got this page instead of itself: nothing is lost."""
    if "login" not in session:
        return []  # a form of another site comes without cookie; its text is not shown as ours
    return [
        text
        for name, text in request.form.items(multi=True)
        if text.strip() and name not in _MACHINE and not name.startswith("held-")
    ]


def _http(error: HTTPException) -> Answer:
    if isinstance(error, RequestRedirect):
        return error
    if isinstance(error, SecurityError):  # raised before there are addresses to link to
        return make_response(
            _HOST, HTTPStatus.BAD_REQUEST, {"Content-Type": "text/plain; charset=utf-8"}
        )
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    title, sentence = _PAGES.get(code, ("出错了", f"请求没有成功（{code}）。请返回上一页重试。"))
    if code == HTTPStatus.FORBIDDEN and error.description != Forbidden.description:
        sentence = str(error.description)  # said by webui.safety
    answer = make_response(_page(code, title, [sentence]))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.headers["Allow"] = ", ".join(error.valid_methods)
    return answer


def _page(
    status: int, title: str, sentences: Sequence[str], typed: Sequence[str] = ()
) -> tuple[str, int]:
    g.setdefault("actor", None)
    page = render_template(
        "error.html", status=status, title=title, sentences=sentences, typed=typed
    )
    return page, status
