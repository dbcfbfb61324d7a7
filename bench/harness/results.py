"""The results of a run, saved as JSON after each row."""

import json
import statistics
from pathlib import Path

FILE = "results.json"


class Results:
    """Rows measured on one machine, with the same versions and in the same form.

    Existing results from another machine, version or form are not mixed with new rows.
    """

    def __init__(self, folder, circumstances):
        self.path = Path(folder) / FILE
        self.data = {**circumstances, "rows": {}}
        if self.path.exists():
            earlier = json.loads(self.path.read_text())
            if all(
                earlier.get(key) == circumstances[key] for key in ("machine", "versions", "form")
            ):
                self.data["rows"] = earlier["rows"]
                self.data["jmh"] = earlier.get("jmh")

    @classmethod
    def read(cls, folder):
        """Reads the results in a folder."""
        results = cls.__new__(cls)
        results.path = Path(folder) / FILE
        results.data = json.loads(results.path.read_text())
        return results

    def add(self, row, result):
        self.data["rows"][row] = result
        self.write()

    def write(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.path.with_suffix(".part")
        unfinished.write_text(json.dumps(self.data, indent=1) + "\n")
        unfinished.rename(self.path)

    def __getitem__(self, key):
        return self.data.get(key)

    @property
    def rows(self):
        return self.data["rows"]

    def series(self, name):
        """Returns the rows of one series, ordered by number of files."""
        found = [row for row in self.rows.values() if row["series"] == name]
        return sorted(found, key=lambda row: row["files"])


def median(row, name, what="seconds"):
    """Returns the median of a contender in a row, or None if it was not measured."""
    values = row["contenders"].get(name, {}).get(what)
    return statistics.median(values) if values else None


def peak_kb(row, name):
    """Returns the peak memory of a contender over its runs, or None if it was not measured."""
    values = row["contenders"].get(name, {}).get("peak_kb")
    return max(values) if values else None
