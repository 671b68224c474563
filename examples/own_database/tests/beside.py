"""Runs a program beside a throw-away PostgreSQL: `python beside.py node build/bench/service.mjs`."""

import subprocess
import sys

from cluster import cluster, in_environment, programs

if __name__ == "__main__":
    postgresql = programs()
    if postgresql is None:
        sys.exit("PostgreSQL's programs are not on the search path; say where they are in TOUCHLINE_POSTGRESQL")
    with cluster(postgresql) as address:
        sys.exit(subprocess.run(sys.argv[1:], env=in_environment(address)).returncode)
