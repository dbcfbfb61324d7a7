"""Draws time and memory against the size of the tree, as SVG."""

from pathlib import Path

from . import contenders as who
from .results import median, peak_kb

# Okabe and Ito: colours that everybody can tell apart. Markers help where there is no colour.
STYLES = {
    who.CAMEL_MIRROR: ("#D55E00", "o"),
    who.RSYNC: ("#0072B2", "s"),
    who.RCLONE: ("#009E73", "^"),
    who.CP: ("#56B4E9", "D"),
    who.CP_UPDATE: ("#56B4E9", "D"),
    who.STOCK: ("#CC79A7", "v"),
    who.PYTHON: ("#666666", "P"),
}
TITLES = {"first": "First copy", "idle": "Nothing changed"}


def draw(results, folder):
    """Draws all plots that have results, and returns their file names."""
    import matplotlib

    matplotlib.use("svg")
    # The same results must give the same file.
    matplotlib.rcParams["svg.hashsalt"] = "camel-mirror"
    matplotlib.rcParams["font.family"] = "DejaVu Sans"
    if not results.series("first") or not results.series("idle"):
        return []
    Path(folder).mkdir(parents=True, exist_ok=True)
    seconds = lambda row, name: median(row, name)
    megabytes = lambda row, name: (peak_kb(row, name) or 0) * 1024 / 1e6 or None
    plot(results, folder, "time.svg", "seconds, whole process", seconds)
    plot(results, folder, "memory.svg", "peak resident memory, MB", megabytes)
    return ["time.svg", "memory.svg"]


def plot(results, folder, file, label, value):
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(1, 2, figsize=(11, 4.8), facecolor="white", sharey=True)
    shown = {}
    for panel, series in zip(axes, TITLES):
        rows = results.series(series)
        for name, (colour, marker) in STYLES.items():
            points = [(row["files"], value(row, name)) for row in rows]
            points = [point for point in points if point[1]]
            if points:
                own = name == who.CAMEL_MIRROR
                (line,) = panel.plot(
                    *zip(*points),
                    color=colour,
                    marker=marker,
                    markersize=6 if own else 5,
                    linewidth=2.4 if own else 1.4,
                    zorder=3 if own else 2,
                )
                shown.setdefault(colour, (line, []))[1].append(who.LABELS[name])
        panel.set_xscale("log")
        panel.set_yscale("log")
        panel.set_title(TITLES[series], loc="left", fontsize=12)
        panel.set_xlabel("files")
        panel.grid(True, which="major", color="#dddddd", linewidth=0.8)
        panel.xaxis.set_major_formatter(lambda files, _: f"{files:,.0f}")
        panel.yaxis.set_major_formatter(lambda number, _: f"{number:g}")
        for side in ("top", "right"):
            panel.spines[side].set_visible(False)
    axes[0].set_ylabel(label)
    lines = [line for line, _ in shown.values()]
    labels = [", ".join(dict.fromkeys(names)) for _, names in shown.values()]
    figure.legend(lines, labels, loc="lower center", ncol=6, frameon=False, fontsize=10)
    figure.tight_layout(rect=(0, 0.07, 1, 1))
    figure.savefig(Path(folder) / file, metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
