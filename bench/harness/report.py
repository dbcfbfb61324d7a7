"""Writes the results as a Markdown page."""

from pathlib import Path

from . import contenders as who
from .results import median, peak_kb
from .targets import seconds, verdicts

HEAD = """# Benchmarks

`bench/run` generates this page; [bench/README.md](../../bench/README.md) explains how. Do not edit
it. Put comments about a row in `notes/ROW.md`.

Each time is for a whole process or a whole pass of the daemon. All programs were measured side by
side in one run on the same tree, with everything in the page cache. camel-mirror uses its default
settings and logs every exchange. A ratio is camel-mirror's median time divided by that of the other
program. Compare the ratios; the seconds depend on the machine.

Some work is measured in both forms of camel-mirror: as a whole process including JVM startup
(`--once`), and as a pass of the daemon, against the same runs of the other programs. For removing a
tree, for large files and for one directory, the targets do not specify a form. The limit is then
the same for both, and each is checked against it.
"""

MEMORY = """
Memory is the peak resident size of a program's largest process. rsync runs as three processes that
share most of their memory.
"""


def write(results, rows, folder, drawn):
    """Writes README.md; rows are the row ids of the harness, in order."""
    parts = [HEAD, circumstances(results), targets(results)]
    if drawn:
        parts.append(plots(drawn))
    parts.append(f"## Row by row\n{MEMORY}")
    notes = Path(folder) / "notes"
    for row_id in [row for row in rows if row in results.rows]:
        parts.append(detail(row_id, results.rows[row_id], notes / f"{row_id}.md"))
    if results["jmh"]:
        parts.append(inner_loops(results["jmh"], notes / "jmh.md"))
    path = Path(folder) / "README.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(part.strip("\n") + "\n" for part in parts))
    return path


def table(head, lines):
    """Formats a Markdown table; the first column is text, the others are numbers."""
    rows = [head, ["---"] + ["---:"] * (len(head) - 1), *lines]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows) + "\n"


def circumstances(results):
    machine, versions = results["machine"], results["versions"]
    lines = [[key, value] for key, value in machine.items()]
    lines += [[key, value] for key, value in versions.items()]
    lines += [["date", results["date"]], ["command", f"`{results['command']}`"]]
    head = "## Machine and versions\n\n"
    return head + "\n".join(
        ["| | |", "|---|---|", *(f"| {key} | {value} |" for key, value in lines)]
    )


def targets(results):
    lines = [
        [
            f"[{line.title}](#{line.row})" if line.row in results.rows else line.title,
            line.own,
            line.peer,
            f"{line.found:.2f}",
            f"≤ {line.must:g}",
            "" if line.aim is None else f"≤ {line.aim:g}",
            line.met,
        ]
        for line in verdicts(results)
    ]
    head = ["work", "camel-mirror", "against", "ratio or value", "must", "aim", "met"]
    text = "## Targets\n\n"
    if results["form"] != "full":
        text += "The limits apply to the trees of `bench/run`; these trees are smaller.\n\n"
    return text + table(head, lines)


def plots(drawn):
    texts = {
        "time.svg": "Time against the size of the tree",
        "memory.svg": "Memory against the size of the tree",
    }
    images = "\n\n".join(f"![{texts[name]}]({name})" for name in drawn)
    return f"## Time and memory by tree size\n\n{images}\n"


def detail(row_id, row, note):
    parts = [f'### <a id="{row_id}"></a>{row["title"]}', f"`{row_id}`: {row['tree']}."]
    if row["contenders"]:
        parts.append(times(row))
    if "cpu_ms_per_s" in row:
        parts.append(f"Processor time: {row['cpu_ms_per_s']:.2f} ms per second.")
        parts.append(threads(row["threads"]))
    if note.exists():
        parts.append(note.read_text().strip())
    return "\n\n".join(parts) + "\n"


def times(row):
    lines = []
    own = median(row, who.CAMEL_MIRROR)
    for name in filter(row["contenders"].get, who.LABELS):
        taken = row["contenders"][name]["seconds"]
        if not taken:
            continue
        lines.append(
            [
                who.LABELS[name],
                seconds(median(row, name)),
                seconds(min(taken)),
                seconds(max(taken)),
                len(taken),
                f"{own / median(row, name):.2f}" if name != who.CAMEL_MIRROR else "",
                memory(peak_kb(row, name)),
            ]
        )
    return table(["", "median", "minimum", "maximum", "rounds", "ratio", "memory"], lines)


def threads(rates):
    """Formats the threads that used a noticeable amount of time."""
    lines = [[f"`{name}`", f"{rate:.3f}"] for name, rate in rates.items() if rate >= 0.001]
    return table(["thread", "ms per second"], lines).strip() if lines else ""


def memory(kilobytes):
    # A process that ended before the first sample has no figure.
    return f"{kilobytes * 1024 / 1e6:.0f} MB" if kilobytes else ""


def inner_loops(scores, note):
    lines = [
        [f"`{one['benchmark']}`", f"{one['score']:,.1f}", f"± {one['error']:,.1f}", one["unit"]]
        for one in scores
    ]
    parts = ["## Inner loops", table(["JMH", "score", "error", "unit"], lines)]
    if note.exists():
        parts.append(note.read_text().strip())
    return "\n\n".join(parts) + "\n"
