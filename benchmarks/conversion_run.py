"""One conversion in a fresh process, run by ``convert.py``: by the processes of `policyx.convert`, or by Spark.

python conversion_run.py local FOLDER OUT WORKERS
python conversion_run.py spark FOLDER OUT CORES       prints {"seconds": …}, the start of the session aside
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def local(folder: str, out: str, workers: str) -> float:
    import policyx

    start = time.perf_counter()
    policyx.convert(folder, out, workers=int(workers))
    return time.perf_counter() - start


def spark(folder: str, out: str, cores: str) -> float:
    from pyspark.sql import SparkSession

    from policyx.spark import main

    os.environ["PYSPARK_PYTHON"] = sys.executable
    # `main` takes the session that is there, and ends it.
    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.memory", "2g").getOrCreate()
    session.range(10).count()
    start = time.perf_counter()
    if main([Path(folder).resolve().as_uri(), Path(out).resolve().as_uri()]):
        raise SystemExit(1)
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps({"seconds": {"local": local, "spark": spark}[sys.argv[1]](*sys.argv[2:])}))
