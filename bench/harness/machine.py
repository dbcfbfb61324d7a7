"""What the figures depend on: the machine and the versions of everything that runs on it."""

import os
import platform
import re
import subprocess
from pathlib import Path

# The sources of camel-mirror. Commits that touch other files do not change the program.
BUILT_OF = ["src/main", "pom.xml", "routes", "application.properties", "camel-mirror"]


def machine(yards):
    return {
        "processor": field("/proc/cpuinfo", "model name") or platform.machine(),
        "processors": len(os.sched_getaffinity(0)),
        "memory": f"{int(field('/proc/meminfo', 'MemTotal').split()[0]) / 1e6:.0f} GB",
        "kernel": platform.release(),
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", ""),
        **{f"file system, {place}": file_system(path) for place, path in yards.items()},
    }


def versions(home):
    java = printed("java", "-version").splitlines()
    return {
        "camel-mirror": commit(home),
        "Java": java[1].partition("(")[0].strip() + ", " + java[0],
        "Camel": camel(home),
        "rsync": first_number(printed("rsync", "--version")),
        "rclone": first_number(printed("rclone", "version")),
        "coreutils": first_number(printed("cp", "--version")),
        "Python": platform.python_version(),
    }


def field(file, name):
    """Returns the value of the first line in a file that starts with a name and a colon."""
    for line in Path(file).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return None


def file_system(path):
    """Returns the type of the file system of a path."""
    device = os.stat(path).st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        before, _, after = line.partition(" - ")
        if before.split()[2] == wanted:
            return after.split()[0]
    return "unknown"


def commit(home):
    """Returns the last commit that changed the program's sources."""
    git = ["git", "-C", str(home)]
    if not (Path(home) / ".git").exists():
        return "unknown"
    last = printed(*git, "log", "-1", "--format=%h %cs", "--", *BUILT_OF).strip()
    changed = printed(*git, "status", "--porcelain", "--", *BUILT_OF).strip()
    return last + (", edited" if changed else "")


def camel(home):
    for jar in Path(home).glob("target/camel-mirror-*/camel-mirror/lib/camel-api-*.jar"):
        return jar.stem.removeprefix("camel-api-")
    return "unknown"


def first_number(text):
    found = re.search(r"\d+(\.\d+)+", text)
    return found[0] if found else "missing"


def printed(*command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError:
        return ""
    return done.stdout
