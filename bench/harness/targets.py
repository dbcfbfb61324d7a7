"""The targets and whether they were met."""

from dataclasses import dataclass

from . import contenders as who
from .results import median, peak_kb

MB = 1e6

# Per row and contender: the ratio that must be met, and the ratio aimed for.
RATIOS = {
    ("first-tmpfs", who.RSYNC): (0.80, 0.65),
    ("first-disk", who.RSYNC): (0.75, 0.55),
    ("idle-once", who.RSYNC): (0.60, 0.40),
    ("idle-daemon", who.RSYNC): (0.50, 0.25),
    ("changed-daemon", who.RSYNC): (0.60, 0.35),
    ("removed", who.RSYNC): (1.0, 0.6),
    ("removed-daemon", who.RSYNC): (1.0, 0.6),
    ("large", who.RSYNC): (0.50, 0.30),
    ("large", who.CP): (1.1, 1.0),
    ("large-daemon", who.RSYNC): (0.50, 0.30),
    ("large-daemon", who.CP): (1.1, 1.0),
    ("flat", who.RSYNC): (0.60, 0.40),
    ("flat-daemon", who.RSYNC): (0.60, 0.40),
}
ROWS = list(dict.fromkeys(row for row, _ in RATIOS))
IN_ALL = {who.RCLONE: 0.60, who.STOCK: 0.30, who.PYTHON: 0.30}

START_SECONDS = (1.0, 0.6)
PEAK_MB = (320, 200)
PEAK_GROWTH = (1.3, 1.1)
# A thousandth of one processor counts as idle.
REST_MS = (1.0, 1.0)


@dataclass(frozen=True)
class Verdict:
    """One line: what was measured, against which program, and the target."""

    row: str
    title: str
    own: str
    peer: str
    found: float
    must: float
    aim: float = None

    @property
    def met(self):
        if self.aim is not None and self.found <= self.aim:
            return "aim"
        return "yes" if self.found <= self.must else "**no**"


def verdicts(results):
    """Returns all lines that have results."""
    lines = [*ratios(results), start(results), *memory(results), rest(results)]
    return [line for line in lines if line]


def ratios(results):
    for row_id in ROWS:
        row = results.rows.get(row_id)
        if not row:
            continue
        asked = {peer: limits for (asking, peer), limits in RATIOS.items() if asking == row_id}
        for peer, must in IN_ALL.items():
            asked.setdefault(peer, (must, None))
        for peer, (must, aim) in asked.items():
            own, other = median(row, who.CAMEL_MIRROR), median(row, peer)
            if own is not None and other is not None:
                yield Verdict(
                    row_id,
                    row["title"],
                    seconds(own),
                    f"{who.LABELS[peer]}: {seconds(other)}",
                    own / other,
                    must,
                    aim,
                )


def start(results):
    row = results.rows.get("start")
    if row:
        own = median(row, who.CAMEL_MIRROR)
        return Verdict("start", row["title"] + ", s", seconds(own), "", own, *START_SECONDS)
    return None


def memory(results):
    """Yields the peak at the largest tree and its ratio to a tenth of it, over copy and idle runs."""
    rows = [*results.series("first"), *results.series("idle")]
    largest = max((row["files"] for row in rows), default=0)
    peak = own_peak(rows, largest)
    if not peak:
        return
    whole = peak
    if daemon := results.rows.get("idle-daemon"):
        whole = max(peak, peak_kb(daemon, who.CAMEL_MIRROR))
    title = f"peak resident memory, {largest:,} files, MB"
    found = whole * 1024 / MB
    yield Verdict("memory", title, f"{found:.0f} MB", "", found, *PEAK_MB)
    smaller = own_peak(rows, largest // 10)
    if smaller:
        title = f"memory at {largest:,} against {largest // 10:,} files, `--once`"
        yield Verdict(
            "memory",
            title,
            f"{peak * 1024 / MB:.0f} MB",
            f"{smaller * 1024 / MB:.0f} MB",
            peak / smaller,
            *PEAK_GROWTH,
        )


def own_peak(rows, files):
    peaks = [peak_kb(row, who.CAMEL_MIRROR) for row in rows if row["files"] == files]
    return max(filter(None, peaks), default=None)


def rest(results):
    row = results.rows.get("rest")
    if row:
        spent = row["cpu_ms_per_s"]
        title = row["title"] + ", ms of processor time per second"
        return Verdict("rest", title, f"{spent:.2f} ms", "", spent, *REST_MS)
    return None


def seconds(value):
    """Formats a time with three digits."""
    digits = 3 if value < 1 else 2 if value < 10 else 1
    return f"{value:.{digits}f} s"
