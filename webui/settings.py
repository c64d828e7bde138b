"""Where settings come from: defaults, ``instance/config.py``, the environment, the caller; the last wins.

========================  ==================================================================================
``CASEWORK_DB``           path or URL of the casebook; also read from the environment
``CASEWORK_CLOCK``        a function that returns the aware moment; for tests and demonstrations
``SECRET_KEY``            signs cookies; made in the instance folder when absent, never a default
``FLASK_…``               any other setting of Flask, from the environment
========================  ==================================================================================
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask

from casework.cases.files import LARGEST
from casework.errors import CasebookError

#: A request may carry one file of the largest size and what belongs to it.
_MOST_UPLOADED = LARGEST + 10 * 1024 * 1024


def _now() -> datetime:
    return datetime.now(UTC)


DEFAULTS: Mapping[str, Any] = {
    "CASEWORK_DB": None,
    "CASEWORK_CLOCK": _now,
    "MAX_CONTENT_LENGTH": _MOST_UPLOADED,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_NAME": "casework",
    "SESSION_COOKIE_SAMESITE": "Lax",
    "TRUSTED_HOSTS": ["127.0.0.1", "localhost"],
    "WTF_CSRF_TIME_LIMIT": None,  # a lawyer may fill in a form for longer than an hour
    "WTF_I18N_ENABLED": False,  # one language, and no validator of WTForms speaks
}


def load(app: Flask, given: Mapping[str, Any]) -> None:
    """Fill the configuration of *app*.

    Raises:
        CasebookError: no casebook is named, or the instance folder cannot be written.
    """
    app.config.from_mapping(DEFAULTS)
    app.config.from_pyfile("config.py", silent=True)
    app.config.from_prefixed_env()
    if "CASEWORK_DB" in os.environ:
        app.config["CASEWORK_DB"] = os.environ["CASEWORK_DB"]
    app.config.from_mapping(given)
    if not app.config["CASEWORK_DB"]:
        raise CasebookError(
            "没有说明案件库在哪里：设置环境变量 CASEWORK_DB，例如 CASEWORK_DB=cases.db。"
        )
    # The environment is parsed as JSON: a key of digits would come as a number.
    key = app.config["SECRET_KEY"]
    app.config["SECRET_KEY"] = _own_key(Path(app.instance_path)) if key is None else str(key)


def _own_key(folder: Path) -> str:
    """Return the key kept in *folder* (mode 0600), made on first use; two starts at once get the same."""
    path = folder / "secret_key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            handle, name = tempfile.mkstemp(dir=folder)  # mode 0600
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(32))
            with suppress(FileExistsError):
                os.link(name, path)
            Path(name).unlink()
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise CasebookError(
            f"会话密钥存不下来：{error.strerror}。请检查文件夹“{folder.name}”的写权限。"
        ) from error
