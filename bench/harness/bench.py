"""What all rows share: their trees and replicas, who runs when, and whether they did it."""

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
    """The circumstances that all rows share.

    Yards are folders for what a row needs besides; trees and replicas stand in rooms.
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
        """A source of this shape, made when it is asked for first."""
        key = (shape, place)
        if key not in self.made:
            root = self.rooms[place].enter(shape) / "tree"
            trees.make(str(root), shape, SEED)
            trees.read(root)
            flush(root)
            self.made[key] = root
        return self.made[key]

    def replica(self, place, shape=None):
        """A place for a new replica, where nothing stands; the one before is left."""
        self.leave_replica(place)
        room = self.used[place] = self.rooms[place].enter(shape)
        return room / "replica"

    def leave_replica(self, place):
        room = self.used.pop(place, None)
        if room:
            self.mirrored = {of: at for of, at in self.mirrored.items() if at.parent != room}
            self.rooms[place].leave(room)

    def forget(self, row):
        """Leaves a row's tree and what was made of it."""
        self.leave_replica(row.place)
        root = self.made.pop((row.shape, row.place), None)
        if root:
            self.rooms[row.place].leave(root.parent)

    def log(self, place):
        """Where the next log goes; what has been logged before is gone, rolled files too."""
        folder = self.yards[place] / "logs"
        remove(folder)
        folder.mkdir()
        return folder / "log"

    def run(self, row, name, source, replica, options=()):
        log = self.log(row.place)
        return self._run(row, name, source, replica, log, options)

    def run_apart(self, row, name, source, replica, options=()):
        """The same beside a daemon that has its log open."""
        log = self.yards[row.place] / "log-apart"
        log.unlink(missing_ok=True)
        return self._run(row, name, source, replica, log, options)

    def _run(self, row, name, source, replica, log, options):
        command = self.programs.command(name, source, replica, log, options)
        if row.copies and row.place == DISK:
            # In some machines the page cache forgets what nobody has read for a minute.
            trees.read(source)
        memory.claim(row.memory)
        return measure.run(command, log.with_name(f"{log.name}-output"))

    def settle(self, replica):
        """What is still on its way to a disk must not slow down what is measured next."""
        flush(replica.parent)
        flush(self.yards[DISK])

    def rotation(self, row, names=None):
        """Who runs when: everybody once a round, each time another one first.

        The first of all names is the last to run, because camel-mirror's replica is of use after.
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
    """What the contenders of a row took."""

    def __init__(self, names):
        self.of = {name: {"seconds": [], "peak_kb": []} for name in names}

    def add(self, name, run):
        self.of[name]["seconds"].append(round(run.seconds, 4))
        self.of[name]["peak_kb"].append(run.peak_kb)


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
