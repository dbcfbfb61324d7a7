"""Builds the programs to measure if they are out of date, and runs the JMH benchmarks."""

import json
import subprocess
from pathlib import Path

SOURCES = ["src/main", "pom.xml", "routes", "application.properties"]
BENCH_SOURCES = ["bench/src", "bench/pom.xml", "target/camel-mirror.jar"]
MAVEN = ["mvn", "-q", "-B", "-ntp"]

# To check that they work: one short iteration without warm-up.
JMH_SMOKE = ["-wi", "0", "-i", "1", "-r", "100ms"]
JMH = ["-wi", "3", "-w", "1s", "-i", "5", "-r", "1s"]


def build(home):
    """Builds camel-mirror and the Java code of the benchmarks."""
    home = Path(home)
    if is_older(home / "target/camel-mirror.jar", home, SOURCES):
        print("building camel-mirror", flush=True)
        subprocess.run([*MAVEN, "-DskipTests", "package"], cwd=home, check=True)
    if is_older(home / "bench/target/built", home, BENCH_SOURCES):
        print("building the benchmarks", flush=True)
        subprocess.run([*MAVEN, "process-classes"], cwd=home / "bench", check=True)
        (home / "bench/target/built").touch()


def is_older(made, home, sources):
    if not made.exists():
        return True
    return any(
        path.stat().st_mtime > made.stat().st_mtime
        for source in sources
        for path in [home / source, *(home / source).rglob("*")]
    )


def classpath(home):
    return f"{home}/bench/target/classes:{home}/bench/target/lib/*"


def jmh(home, folder, smoke):
    """Runs the JMH benchmarks and returns their scores."""
    file = Path(folder) / "jmh.json"
    options = ["-f", "1", "-foe", "true", *(JMH_SMOKE if smoke else JMH)]
    program = ["java", "-cp", classpath(home), "org.openjdk.jmh.Main"]
    subprocess.run([*program, *options, "-rf", "json", "-rff", file], check=True)
    return [
        {
            "benchmark": ".".join(found["benchmark"].split(".")[-2:]),
            "score": found["primaryMetric"]["score"],
            # A single iteration has no error.
            "error": found["primaryMetric"]["scoreError"] if not smoke else 0,
            "unit": found["primaryMetric"]["scoreUnit"],
        }
        for found in json.loads(file.read_text())
    ]
