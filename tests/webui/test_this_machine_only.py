import stat
from http.client import HTTPConnection

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from casework.errors import CasebookError
from casework.store import Base, settings
from webui import create_app, serving
from webui.db import db


@pytest.mark.parametrize("stranger", ["192.168.1.5", "10.0.0.1", "2001:db8::1"])
def test_another_machine_is_refused(app, stranger):
    answer = app.test_client().get("/people", environ_overrides={"REMOTE_ADDR": stranger})

    assert answer.status_code == 403
    assert "只能在运行它的电脑上打开" in answer.text


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_a_proxy_in_front_is_refused(app, header):
    assert app.test_client().get("/people", headers={header: "203.0.113.9"}).status_code == 403


def test_another_name_for_this_machine_is_refused(app):
    answer = app.test_client().get("/people", headers={"Host": "evil.example"})

    assert (answer.status_code, "127.0.0.1" in answer.text) == (400, True)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_this_machine_is_let_in_and_told_so(app):
    answer = app.test_client().get("/people")

    assert answer.status_code == 200
    assert "演示与单机使用：仅本机可访问" in answer.text


@pytest.fixture
def served(folder, tmp_path, monkeypatch, run_in_thread):
    """Return the port on which the casebook is served."""
    own = {"INSTANCE_PATH": tmp_path / "instance"}
    monkeypatch.setattr(serving, "create_app", lambda given: create_app({**given, **own}))
    with run_in_thread(serving.server_for(folder / "cases.db", 0)) as port:
        yield port


def test_the_server_listens_on_this_machine_only_and_prints_where(monkeypatch, capsys):
    class Server:
        effective_port = 4711
        run = close = staticmethod(lambda: None)

    bound = []
    monkeypatch.setattr(serving, "create_app", lambda config: config)
    monkeypatch.setattr(
        serving, "create_server", lambda _, sockets, **_given: bound.extend(sockets) or Server()
    )
    serving.serve("cases.db", 0)

    with bound[0] as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
    assert "http://127.0.0.1:4711/" in capsys.readouterr().out


def test_the_key_is_made_once_and_for_its_owner_only(folder, tmp_path):
    given = {"CASEWORK_DB": str(folder / "cases.db"), "INSTANCE_PATH": tmp_path / "own"}
    keys = set()
    for _ in range(2):
        made = create_app(given)
        keys.add(made.config["SECRET_KEY"])
        made.extensions["casework"].close()

    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert stat.S_IMODE((tmp_path / "own" / "secret_key").stat().st_mode) == 0o600


def test_a_key_of_digits_from_the_environment_is_text(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("FLASK_SECRET_KEY", "12345")
    monkeypatch.setenv("CASEWORK_DB", str(folder / "cases.db"))
    made = create_app({"INSTANCE_PATH": tmp_path})

    assert made.config["SECRET_KEY"] == "12345"
    made.extensions["casework"].close()


def test_without_a_casebook_there_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.delenv("CASEWORK_DB", raising=False)
    with pytest.raises(CasebookError, match="没有说明案件库在哪里"):
        create_app({"INSTANCE_PATH": tmp_path})
    with pytest.raises(CasebookError, match="没有找到案件库"):
        create_app({"INSTANCE_PATH": tmp_path, "CASEWORK_DB": str(tmp_path / "no.db")})
    assert not (tmp_path / "no.db").exists()


def test_flask_shares_the_engine_and_its_rules(app, book):
    with app.app_context():
        assert db.engine is book.engine
        with db.engine.connect() as connection:
            assert settings(connection)["synchronous"] == "2"
        assert db.metadata is Base.metadata


def test_the_session_of_flask_only_reads(app):
    with app.app_context(), pytest.raises(OperationalError, match="readonly"):
        db.session.execute(text("UPDATE person SET name = 'x'"))


def test_no_model_belongs_to_flask():
    assert db.Model.__subclasses__() == []


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "/\\evil.example", "evil"]
)
def test_nobody_is_sent_elsewhere_after_saying_who_they_are(acting_as, back):
    answer = acting_as("lawyer.wang").post("/people", {"login": "lawyer.zhao", "back": back})

    assert (answer.status_code, answer.location) == (303, "/")


def test_cookies_are_kept_from_scripts_and_other_sites(acting_as):
    answer = acting_as("lawyer.wang").post(
        "/people", {"login": "lawyer.zhao", "back": "/enterprises"}
    )

    assert answer.location == "/enterprises"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]


def ask(port, **headers):
    connection = HTTPConnection("127.0.0.1", port)
    try:
        connection.request("GET", "/healthz", headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_the_server_itself_refuses_a_proxy_and_another_name(served):
    assert ask(served) == 200
    assert ask(served, **{"X-Forwarded-For": "203.0.113.9"}) == 403
    assert ask(served, Host="evil.example") == 400


def test_a_port_that_is_taken_is_said(served, folder):
    with pytest.raises(CasebookError, match=f"不能在端口 {served} 提供页面"):
        serving.server_for(folder / "cases.db", served)


def test_a_casebook_that_cannot_be_read_is_said_and_the_typing_kept(app, wang, numbers, folder):
    given = {"csrf_token": wang.token(), "reason": "打了很久的字"}
    app.extensions["casework"].close()
    (folder / "cases.db").write_bytes(b"no database at all, " * 400)
    for rest in folder.glob("cases.db-*"):
        rest.unlink()

    answer = wang.client.post(f"/cases/{numbers.opened}/reverse", data=given)
    assert (answer.status_code, "案件库" in answer.text) == (503, True)
    assert "打了很久的字" in answer.text
