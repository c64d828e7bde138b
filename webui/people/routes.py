"""The first page asks who you are; the switch in the head of every page asks again."""

from flask import (
    Blueprint,
    Flask,
    abort,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from webui.people import persons

page = Blueprint("people", __name__)
#: Reached without having said who you are.
_OPEN = frozenset({"people.choose", "people.switch", "people.alive", "static"})


def init_app(app: Flask) -> None:
    """Ask who acts before any page of *app*."""
    app.register_blueprint(page)
    app.before_request(know_who)
    app.add_template_global(here, "here")


def know_who() -> ResponseReturnValue | None:
    """Set ``g.actor`` and ``g.people``, or send to the first page whoever has not said who they are."""
    g.actor, g.people = None, ()
    if request.endpoint == "static":
        return None
    g.people = persons.active()
    g.actor = next((one for one in g.people if one.login == session.get("login")), None)
    if g.actor is not None or request.endpoint in _OPEN or request.endpoint is None:
        return None
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("people.choose", back=back), 303)


@page.get("/people")
def choose() -> ResponseReturnValue:
    """Show everybody somebody can act as."""
    return render_template("people/choose.html", back=_local(request.args.get("back")))


@page.post("/people")
def switch() -> ResponseReturnValue:
    """Act as another person from now on; forms opened before are void."""
    login = request.form.get("login", "")
    chosen = next((one for one in g.people if one.login == login), None)
    if chosen is None:
        abort(404)
    session.clear()
    session["login"] = chosen.login
    flash(f"现在以{chosen.name}的身份操作。", "done")
    return redirect(_local(request.form.get("back")) or url_for("worklist.show"), 303)


@page.get("/healthz")
def alive() -> ResponseReturnValue:
    """Tell that the server runs."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


def here() -> str:
    """Return where a switch of person leads back to: this page, or the case a refused form belongs to."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    number = (request.view_args or {}).get("number")
    return url_for("cases.show", number=number) if number else ""


def _local(target: str | None) -> str:
    """Return *target* if it is a path of ours, else nothing: nobody is sent elsewhere."""
    ours = target is not None and target.startswith("/") and target[1:2] not in {"/", "\\"}
    return target if target is not None and ours and target.isprintable() else ""
