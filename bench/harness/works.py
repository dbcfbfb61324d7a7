"""The rows of the table: how each is prepared, run and checked."""

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

# Without this option camel-mirror refuses to delete as much as some rows require.
DELETES = ("--max-delete", "off")

WHOLE = "`--once`"
ONE_PASS = "one pass of the warm daemon"


@dataclass(frozen=True)
class Row:
    """One row: how it is measured, on which tree, with whom, and in how many rounds at most.

    If a row copies its whole tree, memory for it is made available first. If daemon passes are
    measured in addition to whole runs, they form a separate row. The rows of one series form a
    plot.
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
        """The bytes that a run may fill."""
        return memory.PROGRAM + (self.shape.bytes if self.copies else 0)

    def results(self, found):
        """Returns the results for the row and, if it has one, its daemon row."""
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
    """Returns all rows: rows with targets first, and rows that share a tree next to each other."""
    tree = {"shape": form.first, "place": TMPFS}
    million = {"shape": form.million, "place": DISK}
    # cp is not required there and would take minutes.
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
    """Yields rows of smaller trees, for the plots."""
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
    """Measures a copy into a replica that does not exist."""
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
    """Measures a run when source and replica are equal. All share one replica, as nobody writes."""
    source = bench.tree(row.shape, row.place)
    replica = mirrored(bench, row, source)
    runs = Runs(bench.programs.of(row.contenders))
    for _, name in bench.rotation(row):
        runs.add(name, bench.run(row, name, source, replica))
    require_equal(who.CAMEL_MIRROR, source, replica)
    return {"contenders": runs.of}


def mirrored(bench, row, source):
    """Returns the replica made by camel-mirror, or the one left from the previous row."""
    replica = bench.mirrored.get(source)
    if not replica:
        replica = bench.replica(row.place, row.shape)
        bench.run(row, who.CAMEL_MIRROR, source, replica)
        bench.mirrored[source] = replica
    bench.settle(replica)
    return replica


def idle(bench, row):
    """Measures the same, plus passes of a warm daemon.

    Two camel-mirrors cannot share a replica, so the whole runs come before and after the daemon's.
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
    """Measures a pass of the warm daemon after an edit of the source, then the other programs' runs
    for the same edit, each on its own replica."""
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
    """Measures the removal of a tree that the source no longer has, beside a file that both have.

    For the daemon the tree is moved out of the source in one step, and moved back before the next
    round. The others get a replica that contains it.
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
    """Measures a first copy of a few large files.

    For the daemon they are moved into the source in one step, and moved out again before the next
    round. The others copy into a replica that does not exist.
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
    """Yields a folder for the other files of a row."""
    room = bench.rooms[row.place].enter()
    try:
        yield room
    finally:
        bench.rooms[row.place].leave(room)


def kept(room):
    """Creates a source with one file that stays."""
    source = room / "source"
    source.mkdir()
    (source / "kept").write_text("kept")
    return source


def replica_with(tree, source, replica):
    """Creates a replica with a tree that the source no longer has."""
    remove(replica)
    copy(source, replica)
    copy(tree, replica / "gone")


def copy(tree, to):
    subprocess.run(["cp", "-a", tree, to], check=True)


def mover(path, to):
    return lambda: os.rename(path, to)


@dataclass
class Passes:
    """How a daemon is measured.

    Each edit is made before a pass. If edits undo each other, every second pass is not measured.
    The other programs run on replicas that are prepared for them, or that catch up first.
    """

    source: object
    replica: object
    at: object
    edits: object = itertools.repeat(lambda: None)
    undoes: bool = False
    catches_up: bool = False
    prepare: object = lambda replica: None


def with_daemon(bench, row, passes, contenders=None):
    """Measures passes of a daemon, each followed by one run of every contender, while the daemon is
    stopped. By default the contenders are all others. Returns the passes and the runs."""
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
            # Claim all of it, which may take long, and again shortly before the pass.
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
    """Measures the whole process on two empty folders."""
    runs = Runs([who.CAMEL_MIRROR])
    with folder(bench, row) as room:
        source, replica = room / "source", room / "replica"
        source.mkdir()
        replica.mkdir()
        for _ in range(bench.form.starts):
            runs.add(who.CAMEL_MIRROR, bench.run(row, who.CAMEL_MIRROR, source, replica))
    return {"contenders": runs.of, "tree": "nothing"}


def rest(bench, row):
    """Measures the processor time of a waiting daemon, in total and by thread."""
    source = bench.tree(row.shape, row.place)
    replica = bench.replica(row.place)
    command = bench.programs.daemon(source, replica, 60, bench.log(row.place))
    with daemon.running(command, 60) as running:
        running.wait_for_pass()
        # The compiler may still be busy with code from the previous pass.
        time.sleep(min(5, bench.form.rest))
        spent = running.cpu_spent(bench.form.rest)
    return {"contenders": {}, **spent}
