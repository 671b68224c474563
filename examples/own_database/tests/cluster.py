"""A throw-away PostgreSQL: a cluster in a temporary folder, reached through a socket there, gone at the end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

OWNER = "touchline"
# A crash of the server is not what these tests are about.
SETTINGS = {"listen_addresses": "", "fsync": "off", "shared_buffers": "16MB", "max_connections": "40"}


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, if they are here: what TOUCHLINE_POSTGRESQL says, or the search path."""
    named = os.environ.get("TOUCHLINE_POSTGRESQL")
    found = shutil.which("initdb", path=named or None)
    return Path(found).resolve().parent if found else None


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """A running server, as the address of its database."""
    # A socket's path must be short, so this is not pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="touchline-"))
    server = None
    try:
        data = folder / "data"
        unprivileged = _unprivileged(folder)
        initdb = [str(programs / "initdb"), "--pgdata", str(data), "--username", OWNER, "--auth", "trust"]
        initdb += ["--encoding", "UTF8", "--locale", "C", "--no-sync"]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **unprivileged)
        settings = {**SETTINGS, "unix_socket_directories": folder}
        start = [str(programs / "postgres"), "-D", str(data), *(f"--{name}={value}" for name, value in settings.items())]
        with (folder / "server.log").open("w") as log:
            server = subprocess.Popen(start, stdout=log, stderr=log, cwd=folder, **unprivileged)
        address = f"host={folder} user={OWNER} dbname=postgres"
        _wait_for(address, server, folder / "server.log")
        yield address
    finally:
        if server:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is to be kept
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def in_environment(address: str) -> dict[str, str]:
    """What tells a program where the server is."""
    names = {"host": "PGHOST", "user": "PGUSER", "dbname": "PGDATABASE"}
    return {**os.environ, **{names[name]: str(value) for name, value in conninfo_to_dict(address).items()}}


def _unprivileged(folder: Path) -> dict[str, Any]:
    """The server refuses to run as root: then it runs as somebody who owns the folder and nothing else."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            somebody = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, somebody.pw_uid, somebody.pw_gid)
        return {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
    raise RuntimeError("there is nobody but root to run PostgreSQL as")


def _wait_for(address: str, server: "subprocess.Popen[Any]", log: Path) -> None:
    given_up = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > given_up:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from None
            time.sleep(0.05)
