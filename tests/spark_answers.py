"""A process of its own in which Spark answers: questions come in as JSON, rows go out as JSON."""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
os.environ["PYSPARK_PYTHON"] = sys.executable

from pyspark.sql import SparkSession

from banso_analysis.engines import OnSpark, Seen, snapshot_in

if __name__ == "__main__":
    work = json.loads(sys.stdin.read())
    builder = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        # Few rows and many questions: what prepares for many rows costs more than it saves.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
    )
    session = (
        builder.config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    engine = OnSpark(
        session,
        snapshot_in(Path(work["folder"])),
        Seen(None, frozenset(work["but"]), tuple(work["readable"])),
    )
    answers = [
        [list(map(str, row)) for row in engine.rows(question)] for question in work["questions"]
    ]
    session.stop()
    sys.stdout.write(json.dumps(answers) + "\n")
