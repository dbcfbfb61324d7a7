"""What all rows share: trees and replicas, the order of runs, and checks of the results."""

import subprocess
from dataclasses import dataclass, field

from . import contenders as who
from . import measure, memory, trees
from .forms import Form
from .rooms import flush, remove

SEED = 20260101
TMPFS = "tmpfs"
DISK = "disk"


@dataclass
class Bench:
    """The context that all rows share.

    Yards are folders for a row's other files. Trees and replicas are in rooms.
    """

    form: Form
    programs: who.Contenders
    yards: dict
    rooms: dict
    rounds: int
    made: dict = field(default_factory=dict)
    used: dict = field(default_factory=dict)
    mirrored: dict = field(default_factory=dict)

    def tree(self, shape, place):
        """Returns a source of this shape, created on first use."""
        key = (shape, place)
        if key not in self.made:
            root = self.rooms[place].enter(shape) / "tree"
            trees.make(str(root), shape, SEED)
            trees.read(root)
            flush(root)
            self.made[key] = root
        return self.made[key]

    def replica(self, place, shape=None):
        """Returns an unused path for a new replica, and leaves the previous replica."""
        self.leave_replica(place)
        room = self.used[place] = self.rooms[place].enter(shape)
        return room / "replica"

    def leave_replica(self, place):
        room = self.used.pop(place, None)
        if room:
            self.mirrored = {of: at for of, at in self.mirrored.items() if at.parent != room}
            self.rooms[place].leave(room)

    def forget(self, row):
        """Leaves a row's tree and its replica."""
        self.leave_replica(row.place)
        root = self.made.pop((row.shape, row.place), None)
        if root:
            self.rooms[row.place].leave(root.parent)

    def log(self, place):
        """Returns the path of the next log, and removes earlier logs, including rotated ones."""
        folder = self.yards[place] / "logs"
        remove(folder)
        folder.mkdir()
        return folder / "log"

    def run(self, row, name, source, replica, options=()):
        log = self.log(row.place)
        return self._run(row, name, source, replica, log, options)

    def run_apart(self, row, name, source, replica, options=()):
        """Runs a program beside a daemon that has its log open."""
        log = self.yards[row.place] / "log-apart"
        log.unlink(missing_ok=True)
        return self._run(row, name, source, replica, log, options)

    def _run(self, row, name, source, replica, log, options):
        command = self.programs.command(name, source, replica, log, options)
        if row.copies and row.place == DISK:
            # On some machines the page cache drops what nobody has read for a minute.
            trees.read(source)
        memory.claim(row.memory)
        return measure.run(command, log.with_name(f"{log.name}-output"))

    def settle(self, replica):
        """Flushes pending writes, so that they do not slow down the next measurement."""
        flush(replica.parent)
        flush(self.yards[DISK])

    def rotation(self, row, names=None):
        """Yields who runs when: everybody once per round, each time starting with another one.

        The first name runs last in the last round: camel-mirror's replica is used afterwards.
        """
        names = self.programs.of(row.contenders if names is None else names)
        for number in range(self.rounds_of(row)):
            turn = (number + 2 - self.rounds_of(row)) % len(names)
            for name in names[turn:] + names[:turn]:
                yield number, name

    def rounds_of(self, row):
        return min(self.rounds, row.most)

    def is_last(self, row, number):
        return number == self.rounds_of(row) - 1


class Runs:
    """The times and memory of the contenders of a row."""

    def __init__(self, names):
        self.of = {name: {"seconds": [], "peak_kb": []} for name in names}

    def add(self, name, run):
        self.of[name]["seconds"].append(round(run.seconds, 4))
        self.of[name]["peak_kb"].append(run.peak_kb)


def require_equal(name, source, replica):
    """Checks that a contender has done its work.

    camel-mirror's replica must match in everything rsync compares, to the nanosecond. The others
    must match in size and time, since not all of them preserve more.
    """
    exact = ["-a", "--modify-window=-1"]
    alike = ["-rlt", "--omit-dir-times"]
    options = exact if name == who.CAMEL_MIRROR else alike
    command = ["rsync", *options, "--delete", "-n", "-i", f"{source}/", f"{replica}/"]
    found = subprocess.run(command, check=True, capture_output=True, text=True, errors="replace")
    if found.stdout:
        lines = "\n".join(found.stdout.splitlines()[:10])
        raise measure.Failed(f"the replica of {name} differs from its source:\n{lines}")
