"""What all rows share: where trees and replicas stand, who runs when, and whether they did it."""

import shutil
import subprocess
import time
from dataclasses import dataclass, field

from . import contenders as who
from . import machine, measure, trees
from .forms import Form

SEED = 20260101
TMPFS = "tmpfs"
DISK = "disk"

# Where inodes were freed a moment ago, ext4 looks at each of them again for every file that is made
# (recently_deleted() in its ialloc.c): 60 seconds, and 300 more when it has not written that yet. A
# copy then takes many times as long, whoever makes it. So nothing is removed from a disk before a
# measurement, or long enough before.
FORGETS_AFTER = 370


@dataclass
class Bench:
    """The circumstances that all rows share."""

    form: Form
    programs: who.Contenders
    yards: dict
    rounds: int
    slow_rounds: int
    made: dict = field(default_factory=dict)
    mirrored: dict = field(default_factory=dict)
    replicas: int = 0

    def tree(self, shape, place):
        """A source of this shape, made when it is asked for first."""
        key = (shape, place)
        if key not in self.made:
            root = self.yards[place] / f"tree-{len(self.made)}"
            self.made[key] = root
            trees.make(str(root), shape, SEED)
            trees.read(root)
            flush(root)
        return self.made[key]

    def replica(self, place):
        """A place for a new replica, where nothing stands."""
        self.replicas += 1
        if place == TMPFS:
            self.clear(place)
        return self.yards[place] / f"replica-{self.replicas}"

    def make_room(self, source):
        """Before a disk gets full, what is no longer needed of it is removed."""
        yard = source.parent
        if shutil.disk_usage(yard).free > 1.5 * used(source):
            return
        kept = {source, self.mirrored.get(source)}
        useless = {*yard.glob("replica*"), *yard.glob("tree*")} - kept
        for path in useless:
            remove(path)
        self.made = {key: root for key, root in self.made.items() if root.exists()}
        flush(yard)
        if useless and machine.file_system(yard) == "ext4":
            print("(waiting until ext4 forgets what was removed)", end=" ", flush=True)
            time.sleep(FORGETS_AFTER)

    def forget(self, row):
        """Removes a row's tree and whatever was made of it from memory."""
        if row.place == TMPFS:
            root = self.made.pop((row.shape, row.place), None)
            if root is not None:
                remove(root)
            self.clear(row.place)

    def clear(self, place):
        """Removes all replicas from a yard."""
        for path in self.yards[place].glob("replica*"):
            remove(path)

    def log(self, place):
        """Where the next log goes; what has been logged before is gone, rolled files too."""
        folder = self.yards[place] / "logs"
        remove(folder)
        folder.mkdir()
        return folder / "log"

    def run(self, name, source, replica, place, options=()):
        log = self.log(place)
        command = self.programs.command(name, source, replica, log, options)
        return measure.run(command, log.with_name("output"))

    def run_apart(self, name, source, replica, place):
        """The same beside a daemon that has its log open."""
        log = self.yards[place] / "log-apart"
        log.unlink(missing_ok=True)
        command = self.programs.command(name, source, replica, log)
        return measure.run(command, log.with_name("output-apart"))

    def rotation(self, row, names=None):
        """Who runs when: everybody once a round, each time another one first."""
        names = self.programs.of(row.contenders if names is None else names)
        for number in range(self.rounds):
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                if number < self.rounds_of(row, name):
                    yield number, name

    def rounds_of(self, row, name):
        if name in row.slow:
            return min(self.slow_rounds, row.slow_most)
        return min(self.rounds, row.most)

    def is_last(self, row, number, name):
        return number == min(self.rounds, self.rounds_of(row, name)) - 1


class Runs:
    """What the contenders of a row took."""

    def __init__(self, names):
        self.of = {name: {"seconds": [], "peak_kb": []} for name in names}

    def add(self, name, run):
        self.of[name]["seconds"].append(round(run.seconds, 4))
        self.of[name]["peak_kb"].append(run.peak_kb)


def remove(path):
    subprocess.run(["rm", "-rf", "--", path], check=True)


def used(path):
    """Bytes that a tree has on its disk."""
    done = subprocess.run(["du", "-s", "-B1", path], check=True, capture_output=True, text=True)
    return int(done.stdout.split()[0])


def flush(path):
    """What is still on its way to a disk must not slow down what is measured next."""
    subprocess.run(["sync", "-f", path], check=True)


def require_equal(name, source, replica):
    """Makes sure that a contender has done its work.

    camel-mirror is held to all that rsync compares, to the nanosecond; the others to content, by size
    and time, since not all of them keep more.
    """
    exact = ["-a", "--modify-window=-1"]
    alike = ["-rlt", "--omit-dir-times"]
    options = exact if name == who.CAMEL_MIRROR else alike
    command = ["rsync", *options, "--delete", "-n", "-i", f"{source}/", f"{replica}/"]
    found = subprocess.run(command, check=True, capture_output=True, text=True, errors="replace")
    if found.stdout:
        lines = "\n".join(found.stdout.splitlines()[:10])
        raise measure.Failed(f"the replica of {name} differs from its source:\n{lines}")
