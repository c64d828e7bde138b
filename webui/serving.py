"""Serving the pages for use on this machine: waitress, on 127.0.0.1 only."""

from pathlib import Path

from waitress import create_server

from webui import create_app

HOST = "127.0.0.1"


def serve(db: str | Path, port: int = 8000) -> None:
    """Serve the casebook *db* (path or URL) on 127.0.0.1 until stopped with Ctrl+C; print the address.

    *port* 0 takes a free one.

    Raises:
        CasebookError: missing, no casebook, or of another version.
    """
    server = create_server(create_app({"CASEWORK_DB": str(db)}), host=HOST, port=port, threads=8)
    address = f"http://{HOST}:{server.effective_port}/"
    print(f"页面地址：{address} （仅本机可访问，按 Ctrl+C 停止）", flush=True)  # noqa: T201 - this is what is asked for
    try:
        server.run()
    finally:
        server.close()
