"""The rows of the table: what is prepared, run and checked for each."""

import itertools
import shutil
import subprocess
import time
from dataclasses import dataclass, field

from . import contenders as who
from . import daemon, machine, measure, trees

SEED = 20260101
TMPFS = "tmpfs"
DISK = "disk"

# Where inodes were freed a moment ago, ext4 looks at each of them again for every file that is made
# (recently_deleted() in its ialloc.c): 60 seconds, and 300 more when it has not written that yet. A
# copy then takes many times as long, whoever makes it. So nothing is removed from a disk before a
# measurement, or long enough before.
FORGETS_AFTER = 370


@dataclass(frozen=True)
class Form:
    """How large a run is."""

    name: str
    rounds: int
    slow_rounds: int
    first: trees.Shape
    million: trees.Shape
    flat: trees.Shape
    scale: tuple
    large: tuple
    starts: int
    warming: int
    interval: int
    rest: int


FULL = Form(
    name="full",
    rounds=5,
    slow_rounds=3,
    first=trees.Shape(100_000, 2_000),
    million=trees.Shape(1_000_000, 10_000),
    flat=trees.Shape(500_000, 1, 100),
    scale=(trees.Shape(1_000, 20), trees.Shape(10_000, 200), trees.Shape(100_000, 2_000)),
    large=(4, 512 << 20),
    starts=11,
    warming=10,
    interval=2,
    rest=10,
)
QUICK = Form(
    name="quick",
    rounds=3,
    slow_rounds=1,
    first=trees.Shape(10_000, 200),
    million=trees.Shape(20_000, 200),
    flat=trees.Shape(10_000, 1, 100),
    scale=(trees.Shape(1_000, 20), trees.Shape(5_000, 100)),
    large=(4, 32 << 20),
    starts=3,
    warming=3,
    interval=1,
    rest=3,
)
SMOKE = Form(
    name="smoke",
    rounds=1,
    slow_rounds=1,
    first=trees.Shape(400, 20),
    million=trees.Shape(600, 30),
    flat=trees.Shape(300, 1, 100),
    scale=(trees.Shape(200, 10),),
    large=(2, 1 << 20),
    starts=1,
    warming=1,
    interval=1,
    rest=1,
)


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
        for path in [*yard.glob("replica*"), *yard.glob("tree*")]:
            if path not in kept:
                remove(path)
        self.made = {key: root for key, root in self.made.items() if root.exists()}
        flush(yard)
        if machine.file_system(yard) == "ext4":
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
