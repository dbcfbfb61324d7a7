"""The rows of the table: what is prepared, run and checked for each."""

import contextlib
import itertools
import os
import subprocess
import time
from dataclasses import dataclass

from . import contenders as who
from . import daemon, measure, memory, trees
from .bench import DISK, SEED, TMPFS, Runs, require_equal
from .rooms import remove

# Without the option camel-mirror refuses to delete as much as some rows ask for.
DELETES = ("--max-delete", "off")

WHOLE = "`--once`"
ONE_PASS = "one pass of the warm daemon"


@dataclass(frozen=True)
class Row:
    """One row: how it is measured, on which tree, with whom, and in how many rounds at most.

    A row that copies all of its tree is sure to find the memory for it. Where passes of the daemon are
    measured as well as whole runs, they make a row of their own. Rows of one series make a plot.
    """

    id: str
    title: str
    measure: object
    shape: trees.Shape
    place: str = TMPFS
    contenders: tuple = (who.CAMEL_MIRROR,)
    copies: bool = False
    most: int = 99
    series: str = None
    daemon: str = None

    @property
    def name(self):
        return self.title.format(files=f"{self.shape.files:,}" if self.shape else "")

    @property
    def ids(self):
        return [self.id, self.daemon] if self.daemon else [self.id]

    @property
    def memory(self):
        """Bytes that a run may fill."""
        return memory.PROGRAM + (self.shape.bytes if self.copies else 0)

    def results(self, found):
        """What was found, for each of the two."""
        common = {
            "title": self.name,
            "series": self.series,
            "files": self.shape.files if self.shape else 0,
            "tree": str(self.shape),
            **found,
        }
        if not self.daemon:
            return {self.id: common}
        passes = {who.CAMEL_MIRROR: common.pop("daemon")}
        return {
            self.id: {**common, "title": f"{self.name}, {WHOLE}"},
            self.daemon: {
                **common,
                "title": f"{self.name}, {ONE_PASS}",
                "series": None,
                "contenders": {**common["contenders"], **passes},
            },
        }


def rows(form):
    """All rows: those that have targets first, and those that share a tree after each other."""
    tree = {"shape": form.first, "place": TMPFS}
    million = {"shape": form.million, "place": DISK}
    # cp is not asked for there, and takes its minutes.
    first_on_disk = tuple(name for name in who.COPYING if name != who.CP)
    return [
        Row("start", "two empty folders", start, None),
        Row("rest", "the daemon between two passes", rest, form.scale[0]),
        Row(
            "first-tmpfs",
            "first copy, {files} files, tmpfs",
            first,
            contenders=who.COPYING,
            copies=True,
            **tree,
        ),
        Row(
            "changed-daemon",
            f"1 % of {{files}} files changed, 1 % new, 1 % gone, tmpfs, {ONE_PASS}",
            changed_daemon,
            contenders=who.DELETING,
            **tree,
        ),
        Row(
            "removed",
            "removing a tree of {files} files, tmpfs",
            removed,
            contenders=who.DELETING,
            daemon="removed-daemon",
            **tree,
        ),
        Row(
            "large",
            f"first copy of {{files}} files of {trees.size(form.large.mean)}, tmpfs",
            large,
            form.large,
            TMPFS,
            who.COPYING,
            copies=True,
            daemon="large-daemon",
        ),
        Row(
            "flat",
            "nothing changed, one directory of {files} files, tmpfs",
            idle,
            form.flat,
            TMPFS,
            who.UPDATING,
            daemon="flat-daemon",
        ),
        Row(
            "first-disk",
            "first copy, {files} files, disk",
            first,
            contenders=first_on_disk,
            copies=True,
            series="first",
            **million,
        ),
        Row(
            "idle-once",
            "nothing changed, {files} files, disk",
            idle,
            contenders=who.UPDATING,
            series="idle",
            daemon="idle-daemon",
            **million,
        ),
        *scale(form),
    ]


def scale(form):
    """Smaller trees, for the plots."""
    for shape in form.scale:
        tree = {"shape": shape, "place": DISK, "most": 3}
        yield Row(
            f"first-disk-{shape.files}",
            "first copy, {files} files, disk",
            first,
            series="first",
            contenders=who.COPYING,
            copies=True,
            **tree,
        )
        yield Row(
            f"idle-once-{shape.files}",
            "nothing changed, {files} files, disk",
            idle_once,
            series="idle",
            contenders=who.UPDATING,
            **tree,
        )


def first(bench, row):
    """A copy into a replica that does not exist."""
    source = bench.tree(row.shape, row.place)
    runs = Runs(bench.programs.of(row.contenders))
    for number, name in bench.rotation(row):
        replica = bench.replica(row.place, row.shape)
        bench.settle(replica)
        runs.add(name, bench.run(row, name, source, replica))
        if name == who.CAMEL_MIRROR:
            bench.mirrored[source] = replica
        if bench.is_last(row, number):
            require_equal(name, source, replica)
    return {"contenders": runs.of}


def idle_once(bench, row):
    """Another run when source and replica are equal. All share one replica: nobody writes to it."""
    source = bench.tree(row.shape, row.place)
    replica = mirrored(bench, row, source)
    runs = Runs(bench.programs.of(row.contenders))
    for _, name in bench.rotation(row):
        runs.add(name, bench.run(row, name, source, replica))
    require_equal(who.CAMEL_MIRROR, source, replica)
    return {"contenders": runs.of}


def mirrored(bench, row, source):
    """The replica that camel-mirror makes, or that is there from the row before."""
    replica = bench.mirrored.get(source)
    if not replica:
        replica = bench.replica(row.place, row.shape)
        bench.run(row, who.CAMEL_MIRROR, source, replica)
        bench.mirrored[source] = replica
    bench.settle(replica)
    return replica


def idle(bench, row):
    """The same, and passes of a daemon that has made some.

    No two camel-mirrors share a replica, so the whole runs come before the daemon's and after them.
    """
    source = bench.tree(row.shape, row.place)
    replica = mirrored(bench, row, source)
    rounds = bench.rounds_of(row)
    once = Runs([who.CAMEL_MIRROR])

    def run(count):
        for _ in range(count):
            once.add(who.CAMEL_MIRROR, bench.run(row, who.CAMEL_MIRROR, source, replica))

    run(rounds - rounds // 2)
    passes, others = with_daemon(bench, row, Passes(source, replica, lambda name: replica))
    run(rounds // 2)
    return {"contenders": {**once.of, **others}, "daemon": passes}


def changed_daemon(bench, row):
    """A pass of the warm daemon after an edit of the source, then the others' runs for the same
    edit, each on a replica of its own."""
    with folder(bench, row) as room:
        source = room / "source"
        copy(bench.tree(row.shape, row.place), source)
        edits = (trees.Edit(source, 0.01, row.shape.mean, SEED + n).apply for n in itertools.count())
        at = lambda name: room / f"replica-{name}"
        passes, others = with_daemon(
            bench, row, Passes(source, at(who.CAMEL_MIRROR), at, edits, catches_up=True)
        )
    return {"contenders": {who.CAMEL_MIRROR: passes, **others}}


def removed(bench, row):
    """A tree that the replica has and the source has no longer, beside a file that both have.

    For the daemon the tree is moved out of the source at once, and moved in again before the next
    round. The others get a replica that has it.
    """
    tree = bench.tree(row.shape, row.place)
    with folder(bench, row) as room:
        source = kept(room)
        inside, outside = source / "gone", room / "outside"
        copy(tree, inside)
        passes = Passes(
            source,
            room / "replica",
            lambda name: room / "replica-other",
            itertools.cycle([mover(inside, outside), mover(outside, inside)]),
            undoes=True,
            prepare=lambda other: replica_with(tree, source, other),
        )
        passes, others = with_daemon(bench, row, passes, row.contenders)
    return {"contenders": others, "daemon": passes}


def large(bench, row):
    """A first copy of a few large files.

    For the daemon they are moved into the source at once, and moved out again before the next round.
    The others copy into a replica that does not exist.
    """
    with folder(bench, row) as room:
        source = kept(room)
        inside, outside = source / "large", room / "outside"
        trees.make_large(str(outside), row.shape, SEED)
        passes = Passes(
            source,
            room / "replica",
            lambda name: room / "replica-other",
            itertools.cycle([mover(outside, inside), mover(inside, outside)]),
            undoes=True,
            prepare=remove,
        )
        passes, others = with_daemon(bench, row, passes, row.contenders)
    tree = f"{row.shape.files} files of {trees.size(row.shape.mean)}"
    return {"contenders": others, "daemon": passes, "tree": tree}


@contextlib.contextmanager
def folder(bench, row):
    """A folder for what a row needs besides its tree."""
    room = bench.rooms[row.place].enter()
    try:
        yield room
    finally:
        bench.rooms[row.place].leave(room)


def kept(room):
    """A source with one file, which stays."""
    source = room / "source"
    source.mkdir()
    (source / "kept").write_text("kept")
    return source


def replica_with(tree, source, replica):
    """A replica that has a tree which the source has no longer."""
    remove(replica)
    copy(source, replica)
    copy(tree, replica / "gone")


def copy(tree, to):
    subprocess.run(["cp", "-a", tree, to], check=True)


def mover(path, to):
    return lambda: os.rename(path, to)


@dataclass
class Passes:
    """What a daemon is measured with.

    Each edit is made before a pass; where edits undo each other, every second pass is not measured.
    The others run in replicas that are prepared for them, or that have to catch up first.
    """

    source: object
    replica: object
    at: object
    edits: object = itertools.repeat(lambda: None)
    undoes: bool = False
    catches_up: bool = False
    prepare: object = lambda replica: None


def with_daemon(bench, row, passes, contenders=None):
    """Measures passes of a daemon, each followed by one run of every contender, for which the daemon
    is stopped: all others, if nothing else is said. Gives what the passes took, and the runs."""
    names = [name for name in row.contenders if name != who.CAMEL_MIRROR]
    names = bench.programs.of(contenders or names)
    own, runs = Runs([who.CAMEL_MIRROR]), Runs(names)
    options = DELETES if passes.undoes else ()
    command = bench.programs.daemon(
        passes.source, passes.replica, bench.form.interval, bench.log(row.place), options
    )

    def run(name):
        return bench.run_apart(row, name, passes.source, passes.at(name), options)

    with daemon.running(command, bench.form.interval) as running:
        for _ in range(bench.form.warming):
            running.between_passes(next(passes.edits))
        if passes.catches_up:
            with running.stopped():
                for name in names:
                    run(name)
        rotation = itertools.groupby(bench.rotation(row, names), lambda turn: turn[0])
        for number, group in rotation:
            if passes.undoes and number:
                running.between_passes(next(passes.edits))
            # All of it, which may take long; and once more when the pass is near.
            memory.claim(row.memory)

            def begin(edit=next(passes.edits)):
                edit()
                memory.claim(row.memory, bench.form.interval / 2)

            seconds = running.time_pass(begin)
            own.add(who.CAMEL_MIRROR, measure.Run(seconds, running.peak_kb()))
            with running.stopped():
                for _, name in group:
                    at = passes.at(name)
                    passes.prepare(at)
                    runs.add(name, run(name))
                    if at != passes.replica and bench.is_last(row, number):
                        require_equal(name, passes.source, at)
    require_equal(who.CAMEL_MIRROR, passes.source, passes.replica)
    return own.of[who.CAMEL_MIRROR], runs.of


def start(bench, row):
    """The whole process on two empty folders."""
    runs = Runs([who.CAMEL_MIRROR])
    with folder(bench, row) as room:
        source, replica = room / "source", room / "replica"
        source.mkdir()
        replica.mkdir()
        for _ in range(bench.form.starts):
            runs.add(who.CAMEL_MIRROR, bench.run(row, who.CAMEL_MIRROR, source, replica))
    return {"contenders": runs.of, "tree": "nothing"}


def rest(bench, row):
    """The processor time of a daemon that waits for its next pass, and of which of its threads."""
    source = bench.tree(row.shape, row.place)
    replica = bench.replica(row.place)
    command = bench.programs.daemon(source, replica, 60, bench.log(row.place))
    with daemon.running(command, 60) as running:
        running.wait_for_pass()
        # What the compiler still does is for the pass before.
        time.sleep(min(5, bench.form.rest))
        spent = running.cpu_spent(bench.form.rest)
    return {"contenders": {}, **spent}
