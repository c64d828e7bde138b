"""webui: the pages of a casebook. A view parses, calls one service or query, and renders or redirects.

>>> from webui import create_app                                            # doctest: +SKIP
>>> app = create_app({"CASEWORK_DB": "cases.db"})                           # doctest: +SKIP

``flask --app webui run`` takes the casebook from ``CASEWORK_DB``; ``webui.serving.serve`` is for use.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

from webui import casebook, errors, safety, settings, words
from webui.cases import handing, links, mending, numbers, subjects, taking
from webui.cases import routes as cases
from webui.catalogue import routes as catalogue
from webui.catalogue import upgrading
from webui.checkup import bases, checklist, findings, opening, selfcheck, sheet
from webui.db import db
from webui.documents import routes as documents
from webui.enterprises import routes as enterprises
from webui.fieldwork import papers
from webui.fieldwork import routes as fieldwork
from webui.history import routes as history
from webui.history import statistics
from webui.negotiation import (
    board,
    caucus,
    dossier,
    employers,
    lint,
    meetings,
    offers,
    plan,
    registers,
    succession,
    vote,
)
from webui.negotiation import opening as negotiating
from webui.notices import routes as notices
from webui.people import routes as people
from webui.recheck import routes as recheck
from webui.review import routes as review
from webui.visits import ending, planning
from webui.visits import routes as visits
from webui.worklist import routes as worklist

#: Each adds its pages.
_FEATURES = (
    worklist,
    cases,
    taking,
    mending,
    links,
    handing,
    checklist,
    findings,
    recheck,
    bases,
    opening,
    sheet,
    fieldwork,
    papers,
    selfcheck,
    documents,
    notices,
    review,
    enterprises,
    history,
    statistics,
    visits,
    planning,
    ending,
    catalogue,
    upgrading,
    negotiating,
    succession,
    registers,
    board,
    offers,
    meetings,
    vote,
    dossier,
    plan,
    lint,
    employers,
    caucus,
)


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Return the application over the casebook that *config* or the environment names (``CASEWORK_DB``).

    ``INSTANCE_PATH`` in *config* says where its own files lie (the key that signs cookies).

    Raises:
        CasebookError: no casebook is named, it is missing, or of another version.
    """
    given = dict(config or {})
    folder = given.pop("INSTANCE_PATH", None)
    app = Flask(
        __name__,
        instance_path=str(Path(folder).resolve()) if folder else None,
        instance_relative_config=True,
    )
    settings.load(app, given)
    casebook.init_app(app)
    app.url_map.converters["case"] = numbers.NumberConverter
    for part in (safety, errors, words, people, subjects):
        part.init_app(app)
    for feature in _FEATURES:
        app.register_blueprint(feature.page)
    app.shell_context_processor(lambda: {"db": db, "book": app.extensions["casework"]})
    return app
