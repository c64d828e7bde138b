"""The casebook of the application, and the Work of whoever acts in a request."""

from contextlib import AbstractContextManager
from typing import cast

from flask import Flask, current_app, g

from casework import Casebook, Work
from casework.store import casebook_url, prepare
from webui.db import db


def init_app(app: Flask) -> None:
    """Open the casebook on Flask's engine, so that both share one pool and one set of rules.

    Raises:
        CasebookError: missing, foreign, older or newer than this version.
    """
    # Made absolute here: Flask would look for a relative path in its instance folder.
    url = casebook_url(app.config["CASEWORK_DB"])
    opened = Casebook.open(url)  # refuses what is no casebook of this version
    opened.close()
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    with app.app_context():
        engine = prepare(db.engine)
    app.extensions["casework"] = Casebook(
        engine, opened.files, opened.law, app.config["CASEWORK_CLOCK"]
    )


def casebook() -> Casebook:
    """Return the casebook of the application."""
    return cast("Casebook", current_app.extensions["casework"])


def reading() -> AbstractContextManager[Work]:
    """Open a reading Work of the person who acts in this request."""
    return casebook().read(g.actor.login)


def writing() -> AbstractContextManager[Work]:
    """Open a writing Work of the person who acts in this request."""
    return casebook().work(g.actor.login)
