"""The rows of the table: what is prepared, run and checked for each."""

import contextlib
import itertools
import os
import subprocess
import time
from dataclasses import dataclass

from . import contenders as who
from . import daemon, measure, trees
from .bench import DISK, SEED, TMPFS, Runs, require_equal
from .rooms import remove

# Without the option camel-mirror refuses to delete as much as some rows ask for.
DELETES = ("--max-delete", "off")


@dataclass(frozen=True)
class Row:
    """One row: how it is measured, on which tree, with whom, and in how many rounds at most. Rows of
    one series make a plot."""

    id: str
    title: str
    measure: object
    shape: trees.Shape
    place: str = TMPFS
    contenders: tuple = (who.CAMEL_MIRROR,)
    most: int = 99
    series: str = None

    @property
    def name(self):
        return self.title.format(files=f"{self.shape.files:,}" if self.shape else "")


def rows(form):
    """All rows: those that have targets first, and those that share a tree after each other."""
    tree = {"shape": form.first, "place": TMPFS}
    million = {"shape": form.million, "place": DISK}
    # cp is not asked for there, and takes its minutes.
    first_on_disk = tuple(name for name in who.COPYING if name != who.CP)
    count, length = form.large
    large_files = f"first copy of {count} files of {trees.size(length)}, tmpfs"
    whole, one_pass = "`--once`", "one pass of the warm daemon"
    return [
        Row("start", "two empty folders", start, None),
        Row("rest", "the daemon between two passes", rest, form.scale[0]),
        Row(
            "first-tmpfs",
            "first copy, {files} files, tmpfs",
            first,
            contenders=who.COPYING,
            **tree,
        ),
        Row(
            "changed-daemon",
            f"1 % of {{files}} files changed, 1 % new, 1 % gone, tmpfs, {one_pass}",
            changed_daemon,
            contenders=who.DELETING,
            **tree,
        ),
        Row(
            "removed",
            f"removing a tree of {{files}} files, tmpfs, {whole}",
            removed,
            contenders=who.DELETING,
            **tree,
        ),
        Row(
            "removed-daemon",
            f"removing a tree of {{files}} files, tmpfs, {one_pass}",
            removed_daemon,
            contenders=who.DELETING,
            **tree,
        ),
        Row("large", f"{large_files}, {whole}", large, None, TMPFS, who.COPYING),
        Row("large-daemon", f"{large_files}, {one_pass}", large_daemon, None, TMPFS, who.COPYING),
        Row(
            "flat",
            f"nothing changed, one directory of {{files}} files, tmpfs, {whole}",
            idle_once,
            form.flat,
            TMPFS,
            who.UPDATING,
        ),
        Row(
            "first-disk",
            "first copy, {files} files, disk",
            first,
            contenders=first_on_disk,
            series="first",
            **million,
        ),
        Row(
            "idle-once",
            f"nothing changed, {{files}} files, disk, {whole}",
            idle_once,
            contenders=who.UPDATING,
            series="idle",
            **million,
        ),
        Row(
            "idle-daemon",
            f"nothing changed, {{files}} files, disk, {one_pass}",
            idle_daemon,
            contenders=who.DELETING,
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
    return copies(bench, row, bench.tree(row.shape, row.place))


def copies(bench, row, source):
    runs = Runs(bench.programs.of(row.contenders))
    for number, name in bench.rotation(row):
        replica = bench.replica(row.place, row.shape)
        bench.settle(replica)
        runs.add(name, bench.run(name, source, replica, row.place))
        if name == who.CAMEL_MIRROR:
            bench.mirrored[source] = replica
        if bench.is_last(row, number):
            require_equal(name, source, replica)
    return {"contenders": runs.of}


def large(bench, row):
    """A first copy of a few large files."""
    with large_tree(bench, row) as source:
        return {**copies(bench, row, source), "tree": described(bench)}


@contextlib.contextmanager
def large_tree(bench, row):
    source = bench.yards[row.place] / "large"
    try:
        trees.make_large(str(source), *bench.form.large, SEED)
        yield source
    finally:
        remove(source)
        bench.leave_replica(row.place)


def described(bench):
    count, length = bench.form.large
    return f"{count} files of {trees.size(length)}"


def idle_once(bench, row):
    """Another run when source and replica are equal. All share one replica: nobody writes to it."""
    source = bench.tree(row.shape, row.place)
    replica = mirrored(bench, row, source)
    runs = Runs(bench.programs.of(row.contenders))
    for _, name in bench.rotation(row):
        runs.add(name, bench.run(name, source, replica, row.place))
    require_equal(who.CAMEL_MIRROR, source, replica)
    return {"contenders": runs.of}


def mirrored(bench, row, source):
    """The replica that camel-mirror makes, or that is there from the row before."""
    replica = bench.mirrored.get(source)
    if not replica:
        replica = bench.replica(row.place, row.shape)
        bench.run(who.CAMEL_MIRROR, source, replica, row.place)
        bench.mirrored[source] = replica
    bench.settle(replica)
    return replica


def idle_daemon(bench, row):
    """A pass of a daemon that has made some, against other programs' whole runs."""
    source = bench.tree(row.shape, row.place)
    replica = mirrored(bench, row, source)
    return with_daemon(bench, row, Passes(source, replica, lambda name: replica))


def changed_daemon(bench, row):
    """A pass of the warm daemon after an edit of the source, then the others' runs for the same
    edit, each on a replica of its own."""
    with folder(bench, row) as room:
        source = room / "source"
        copy(bench.tree(row.shape, row.place), source)
        edits = (trees.Edit(source, 0.01, row.shape.mean, SEED + n).apply for n in itertools.count())
        at = lambda name: room / f"replica-{name}"
        return with_daemon(
            bench, row, Passes(source, at(who.CAMEL_MIRROR), at, edits, catches_up=True)
        )


def removed(bench, row):
    """A tree that the replica has and the source has no longer, beside a file that both have."""
    tree = bench.tree(row.shape, row.place)
    runs = Runs(bench.programs.of(row.contenders))
    with folder(bench, row) as room:
        source, replica = kept(room), room / "replica"
        for number, name in bench.rotation(row):
            replica_with(tree, source, replica)
            runs.add(name, bench.run(name, source, replica, row.place, DELETES))
            if bench.is_last(row, number):
                require_equal(name, source, replica)
    return {"contenders": runs.of}


def removed_daemon(bench, row):
    """The same for the warm daemon: the tree is moved out of the source at once, and moved in again
    before the next round."""
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
        return with_daemon(bench, row, passes)


def large_daemon(bench, row):
    """A first copy of large files, for the warm daemon: they are moved into the source at once, and
    moved out again before the next round. The others copy into a new replica."""
    with folder(bench, row) as room:
        source = kept(room)
        inside, outside = source / "large", room / "outside"
        trees.make_large(str(outside), *bench.form.large, SEED)
        passes = Passes(
            source,
            room / "replica",
            lambda name: room / "replica-other",
            itertools.cycle([mover(outside, inside), mover(inside, outside)]),
            undoes=True,
            prepare=remove,
        )
        return {**with_daemon(bench, row, passes), "tree": described(bench)}


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


def with_daemon(bench, row, passes):
    """Measures passes of a daemon, each followed by one run of every other contender, for which the
    daemon is stopped."""
    names = bench.programs.of(row.contenders)
    others = [name for name in names if name != who.CAMEL_MIRROR]
    runs = Runs(names)
    options = DELETES if passes.undoes else ()
    command = bench.programs.daemon(
        passes.source, passes.replica, bench.form.interval, bench.log(row.place), options
    )

    def run(name):
        return bench.run_apart(name, passes.source, passes.at(name), row.place)

    with daemon.running(command, bench.form.interval) as running:
        for _ in range(bench.form.cycles * 2 if passes.undoes else bench.form.warming):
            running.between_passes(next(passes.edits))
        if passes.catches_up:
            with running.stopped():
                for name in others:
                    run(name)
        rotation = itertools.groupby(bench.rotation(row, others), lambda turn: turn[0])
        for number, group in rotation:
            if passes.undoes and number:
                running.between_passes(next(passes.edits))
            seconds = running.time_pass(next(passes.edits))
            runs.add(who.CAMEL_MIRROR, measure.Run(seconds, running.peak_kb()))
            with running.stopped():
                for _, name in group:
                    passes.prepare(passes.at(name))
                    runs.add(name, run(name))
                    if bench.is_last(row, number):
                        require_equal(name, passes.source, passes.at(name))
    require_equal(who.CAMEL_MIRROR, passes.source, passes.replica)
    return {"contenders": runs.of}


def start(bench, row):
    """The whole process on two empty folders."""
    runs = Runs([who.CAMEL_MIRROR])
    with folder(bench, row) as room:
        source, replica = room / "source", room / "replica"
        source.mkdir()
        replica.mkdir()
        for _ in range(bench.form.starts):
            runs.add(who.CAMEL_MIRROR, bench.run(who.CAMEL_MIRROR, source, replica, row.place))
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
