"""Each test runs on every database: SQLite, and PostgreSQL as it comes and as strict as it can be."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

# The writers' processes are to find the host as this one does.
FOLDERS = [str(Path(__file__).parent.parent), str(Path(__file__).parent)]
sys.path[:0] = FOLDERS
os.environ["PYTHONPATH"] = os.pathsep.join(FOLDERS)

import cluster
from host import Host
from places import Place

STRICT = " options='-c default_transaction_isolation=serializable'"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of our own with the host's tables."""
    programs = cluster.programs()
    if programs is None:
        pytest.skip("PostgreSQL is not here; install it with: sudo apt-get install -y --no-install-recommends postgresql")
    with cluster.cluster(programs) as address:
        place = Place("postgresql", address)
        with place.connected() as database:
            database.create()
        yield address


@pytest.fixture(params=["sqlite", "postgresql", "postgresql-serializable"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A database with the host's tables."""
    if request.param == "sqlite":
        place = Place("sqlite", os.fspath(tmp_path / "host.sqlite"))
        with place.connected() as database:
            database.create()
        return place
    address: str = request.getfixturevalue("postgresql")
    return Place("postgresql", address + (STRICT if request.param.endswith("serializable") else ""))


@pytest.fixture
def host(place: Place) -> Iterator[Host]:
    """A tenant of its own, with nobody in it."""
    with place.connected() as database:
        host = Host(database, f"tenant {uuid4()}")
        host.open({})
        yield host
