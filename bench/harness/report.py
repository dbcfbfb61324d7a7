"""Writes the results as a page in Markdown."""

from pathlib import Path

from . import contenders as who
from .results import median, peak_kb
from .targets import seconds, verdicts

HEAD = """# Benchmarks

Made by `bench/run`; [bench/README.md](../../bench/README.md) says how. Do not edit this page: what is
to be said about a row goes into `notes/ROW.md` beside it.

Each time is that of a whole process, or of a whole pass of the daemon, measured side by side with the
others in one run on the same tree, with everything in the page cache. camel-mirror has its default
settings and logs every exchange. Compare the ratios, not the seconds: those depend on the machine.

Some work is measured in both forms of camel-mirror: as a whole process with the start of Java (`--once`),
and as a pass of the daemon, beside the same runs of the others. For removing a tree, for large files and for
one directory no form was asked for: the limit is the same for both, and each is held against it.
"""

MEMORY = """
Memory is the largest resident size of any one process of a program: rsync runs as three that share
most of it.
"""


def write(results, rows, folder, drawn):
    """Writes README.md; rows are those of the harness, in their order."""
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
    """A Markdown table; the first column is text, the others are numbers."""
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
    text = "## What was to be reached\n\n"
    if results["form"] != "full":
        text += "The limits are meant for the trees of `bench/run`; these here are smaller.\n\n"
    return text + table(head, lines)


def plots(drawn):
    texts = {"time.svg": "Time against the size of the tree", "memory.svg": "Memory against it"}
    images = "\n\n".join(f"![{texts[name]}]({name})" for name in drawn)
    return f"## Against the size of the tree\n\n{images}\n"


def detail(row_id, row, note):
    parts = [f'### <a id="{row_id}"></a>{row["title"]}', f"`{row_id}`: {row['tree']}."]
    if row["contenders"]:
        parts.append(times(row))
    if "cpu_ms_per_s" in row:
        parts.append(f"Processor time: {row['cpu_ms_per_s']:.2f} ms a second.")
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
    return table(
        ["", "median", "minimum", "maximum", "rounds", "camel-mirror to it", "memory"], lines
    )


def threads(rates):
    """Those that have had any time to speak of."""
    lines = [[f"`{name}`", f"{rate:.3f}"] for name, rate in rates.items() if rate >= 0.001]
    return table(["thread", "ms a second"], lines).strip() if lines else ""


def memory(kilobytes):
    # A process that was over before anybody looked has none.
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
