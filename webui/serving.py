"""Serving the pages for use on this machine: waitress, on 127.0.0.1 only."""

import socket
from pathlib import Path

from waitress import create_server
from waitress.server import BaseWSGIServer, MultiSocketServer

from casework.errors import CasebookError
from webui import create_app

HOST = "127.0.0.1"
_THREADS = 8


def serve(db: str | Path, port: int = 8000) -> None:
    """Serve the casebook *db* (path or URL) on 127.0.0.1 until stopped with Ctrl+C; print the address.

    *port* 0 takes a free one.

    Raises:
        CasebookError: missing, no casebook, of another version, or the port is taken.
    """
    server = server_for(db, port)
    address = f"http://{HOST}:{server.effective_port}/"
    print(f"页面地址：{address} （仅本机可访问，按 Ctrl+C 停止）", flush=True)  # noqa: T201 - this is what is asked for
    try:
        server.run()
    finally:
        server.close()


def server_for(db: str | Path, port: int) -> MultiSocketServer | BaseWSGIServer:
    """Return the server, bound and not yet running.

    Raises:
        CasebookError: as :func:`serve`.
    """
    app = create_app({"CASEWORK_DB": str(db)})
    try:
        bound = socket.create_server((HOST, port))
    except OSError as error:
        raise CasebookError(
            f"不能在端口 {port} 提供页面：{error.strerror}。请换一个端口，或者先停掉占用它的程序。"
        ) from error
    # Headers of a proxy come through, because webui.safety refuses whoever sends them.
    return create_server(
        app, sockets=[bound], threads=_THREADS, ident=None, clear_untrusted_proxy_headers=False
    )
