"""The rows of the table: what is prepared, run and checked for each."""

import itertools
import subprocess
import time
from dataclasses import dataclass

from . import contenders as who
from . import daemon, measure, trees
from .bench import DISK, SEED, TMPFS, Runs, flush, remove, require_equal


@dataclass(frozen=True)
class Row:
    """One row: how it is measured, on which tree, and with whom.

    The slow ones get fewer rounds, and there are rows that take so long that nobody gets more than
    some. Rows of one series make a plot.
    """

    id: str
    title: str
    measure: object
    shape: trees.Shape
    place: str = TMPFS
    contenders: tuple = (who.CAMEL_MIRROR,)
    slow: tuple = ()
    most: int = 99
    slow_most: int = 99
    series: str = None

    @property
    def name(self):
        return self.title.format(files=f"{self.shape.files:,}" if self.shape else "")


def rows(form):
    """All rows, in an order in which those that share a tree follow each other."""
    # cp is not asked for there, and takes its minutes.
    first_on_disk = tuple(name for name in who.COPYING if name != who.CP)
    slowest = (who.RCLONE, who.STOCK, who.PYTHON)
    slow = (who.CP_UPDATE, who.STOCK, who.PYTHON)
    tree = {"shape": form.first, "place": TMPFS}
    million = {"shape": form.million, "place": DISK}
    return [
        Row("start", "two empty folders", start, None),
        Row(
            "first-tmpfs",
            "first copy, {files} files, tmpfs",
            first,
            contenders=who.COPYING,
            slow=slow,
            **tree,
        ),
        Row(
            "changed-daemon",
            "1 % of {files} files changed, 1 % new, 1 % gone, tmpfs, one pass of the warm daemon",
            changed_daemon,
            contenders=who.DELETING,
            slow=slow,
            **tree,
        ),
        Row(
            "removed",
            "removing a tree of {files} files, tmpfs",
            removed,
            contenders=who.DELETING,
            slow=slow,
            **tree,
        ),
        Row("rest", "the daemon between two passes", rest, form.scale[0], TMPFS),
        Row("large", "first copy of large files, tmpfs", large, None, TMPFS, who.COPYING, slow),
        Row(
            "flat",
            "nothing changed, one directory of {files} files, tmpfs",
            idle_once,
            form.flat,
            TMPFS,
            who.UPDATING,
            slow,
        ),
        *scale(form, slow),
        Row(
            "first-disk",
            "first copy, {files} files, disk",
            first,
            contenders=first_on_disk,
            slow=slowest,
            slow_most=1,
            series="first",
            **million,
        ),
        Row(
            "idle-once",
            "nothing changed, {files} files, disk",
            idle_once,
            contenders=who.UPDATING,
            slow=slow,
            series="idle",
            **million,
        ),
        Row(
            "idle-daemon",
            "nothing changed, {files} files, disk, one pass of the warm daemon",
            idle_daemon,
            contenders=who.DELETING,
            slow=slow,
            **million,
        ),
    ]


def scale(form, slow):
    for shape in form.scale:
        tree = {"shape": shape, "place": DISK, "slow": slow, "most": 3, "slow_most": 1}
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
    source = bench.tree(row.shape, row.place)
    return copies(bench, row, source)


def copies(bench, row, source):
    runs = Runs(bench.programs.of(row.contenders))
    for number, name in bench.rotation(row):
        replica = bench.replica(row.place)
        if row.place == DISK:
            bench.make_room(source)
            flush(replica.parent)
        runs.add(name, bench.run(name, source, replica, row.place))
        if name == who.CAMEL_MIRROR:
            bench.mirrored[source] = replica
        if bench.is_last(row, number, name):
            require_equal(name, source, replica)
    return {"contenders": runs.of}


def large(bench, row):
    """A first copy of a few large files."""
    count, length = bench.form.large
    source = bench.yards[row.place] / "large"
    trees.make_large(str(source), count, length, SEED)
    try:
        result = copies(bench, row, source)
    finally:
        remove(source)
    return {**result, "tree": f"{count} files of {trees.size(length)}"}


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
    if not replica or not replica.exists():
        replica = bench.mirrored[source] = bench.replica(row.place)
    bench.run(who.CAMEL_MIRROR, source, replica, row.place)
    flush(replica)
    return replica


def idle_daemon(bench, row):
    """A pass of a daemon that has made some, against other programs' whole runs.

    The daemon is stopped while the others run.
    """
    source = bench.tree(row.shape, row.place)
    replica = mirrored(bench, row, source)
    return with_daemon(bench, row, source, replica, {})


def changed_daemon(bench, row):
    """A pass of the warm daemon after an edit of the source, then the others' runs for the same
    edit, each on a replica of its own."""
    bench.clear(row.place)
    source = bench.yards[row.place] / "source"
    subprocess.run(["cp", "-a", bench.tree(row.shape, row.place), source], check=True)
    folder = bench.yards[row.place]
    replicas = {name: folder / f"replica-{name}" for name in bench.programs.of(row.contenders)}
    edits = (trees.Edit(source, 0.01, row.shape.mean, SEED + n) for n in itertools.count())
    try:
        return with_daemon(bench, row, source, replicas[who.CAMEL_MIRROR], replicas, edits)
    finally:
        for path in (source, *replicas.values()):
            remove(path)


def with_daemon(bench, row, source, replica, replicas, edits=None):
    """Measures passes of a daemon, each followed by one run of every other contender.

    Replicas are those of the others, where they differ; an edit is made before each pass, if any.
    """
    names = bench.programs.of(row.contenders)
    others = [name for name in names if name != who.CAMEL_MIRROR]
    runs = Runs(names)
    command = bench.programs.daemon(source, replica, bench.form.interval, bench.log(row.place))

    def between():
        return next(edits).apply if edits else lambda: None

    with daemon.running(command, bench.form.interval) as running:
        for _ in range(bench.form.warming):
            running.wait_for_pass()
        if edits:
            running.time_pass(between())
            with running.stopped():
                for name in others:
                    bench.run_apart(name, source, replicas[name], row.place)
        for number, group in itertools.groupby(bench.rotation(row, others), lambda turn: turn[0]):
            seconds = running.time_pass(between())
            runs.add(who.CAMEL_MIRROR, measure.Run(seconds, running.peak_kb()))
            with running.stopped():
                for _, name in group:
                    at = replicas.get(name, replica)
                    runs.add(name, bench.run_apart(name, source, at, row.place))
                    if edits and bench.is_last(row, number, name):
                        require_equal(name, source, at)
    require_equal(who.CAMEL_MIRROR, source, replica)
    return {"contenders": runs.of}


def removed(bench, row):
    """A tree that the replica has and the source has no longer, beside a file that both have."""
    tree = bench.tree(row.shape, row.place)
    source = bench.yards[row.place] / "source"
    replica = bench.yards[row.place] / "replica"
    remove(source)
    source.mkdir()
    (source / "kept").write_text("kept")
    runs = Runs(bench.programs.of(row.contenders))
    for number, name in bench.rotation(row):
        remove(replica)
        subprocess.run(["cp", "-a", source, replica], check=True)
        subprocess.run(["cp", "-a", tree, replica / "gone"], check=True)
        # Without the option it refuses to delete that much.
        run = bench.run(name, source, replica, row.place, ("--max-delete", "off"))
        runs.add(name, run)
        if bench.is_last(row, number, name):
            require_equal(name, source, replica)
    remove(source)
    return {"contenders": runs.of}


def start(bench, row):
    """The whole process on two empty folders."""
    source, replica = bench.yards[row.place] / "replica-a", bench.yards[row.place] / "replica-b"
    source.mkdir()
    replica.mkdir()
    runs = Runs([who.CAMEL_MIRROR])
    for _ in range(bench.form.starts):
        runs.add(who.CAMEL_MIRROR, bench.run(who.CAMEL_MIRROR, source, replica, row.place))
    return {"contenders": runs.of, "tree": "nothing"}


def rest(bench, row):
    """The processor time of a daemon that waits for its next pass."""
    source = bench.tree(row.shape, row.place)
    replica = bench.replica(row.place)
    with daemon.running(
        bench.programs.daemon(source, replica, 60, bench.log(row.place)), 60
    ) as running:
        running.wait_for_pass()
        # What the compiler still does is for the pass before.
        time.sleep(min(5, bench.form.rest))
        begin = running.cpu_seconds()
        time.sleep(bench.form.rest)
        spent = running.cpu_seconds() - begin
    return {"contenders": {}, "cpu_ms_per_s": round(1000 * spent / bench.form.rest, 2)}
