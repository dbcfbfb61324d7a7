import tempfile
import unittest

from harness import report, targets
from harness.results import Results, median, peak_kb

CIRCUMSTANCES = {
    "machine": {"processors": 2},
    "versions": {"rsync": "3.2"},
    "form": "full",
    "date": "2026-01-01",
    "command": "bench/run",
}


def row(seconds, peaks=(100_000,), files=0, series=None):
    """Returns a row with the seconds of some contenders."""
    contenders = {
        name: {"seconds": list(taken), "peak_kb": list(peaks)} for name, taken in seconds.items()
    }
    return {
        "title": "a row",
        "tree": "a tree",
        "files": files,
        "series": series,
        "contenders": contenders,
    }


class ReportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.results = Results(self.folder, CIRCUMSTANCES)

    def test_the_median_is_that_of_all_rounds(self):
        found = row({"rsync": [3, 1, 2, 9]}, peaks=[5, 7])
        self.assertEqual(2.5, median(found, "rsync"))
        self.assertEqual(7, peak_kb(found, "rsync"))
        self.assertIsNone(median(found, "rclone"))

    def test_a_ratio_is_held_against_its_limits(self):
        self.results.add("idle-once", row({"camel-mirror": [3], "rsync": [10], "rclone": [4]}))
        against_rsync, against_rclone = targets.verdicts(self.results)
        self.assertAlmostEqual(0.3, against_rsync.found)
        self.assertEqual("aim", against_rsync.met)
        self.assertEqual("**no**", against_rclone.met)

    def test_memory_is_compared_with_a_tenth_of_the_tree(self):
        self.results.add("a", row({"camel-mirror": [1]}, [100_000], 1000, "first"))
        self.results.add("b", row({"camel-mirror": [1]}, [110_000], 10_000, "first"))
        peak, growth = targets.verdicts(self.results)
        self.assertAlmostEqual(112.64, peak.found)
        self.assertAlmostEqual(1.1, growth.found)

    def test_results_of_other_circumstances_are_not_mixed(self):
        self.results.add("removed", row({"rsync": [1]}))
        self.assertIn("removed", Results(self.folder, CIRCUMSTANCES).rows)
        other = {**CIRCUMSTANCES, "versions": {"rsync": "3.3"}}
        self.assertNotIn("removed", Results(self.folder, other).rows)

    def test_a_note_stands_below_its_row(self):
        self.results.add("removed", row({"camel-mirror": [1.5], "rsync": [2, 4, 3]}))
        self.results.add("unknown", row({"rsync": [1]}))
        notes = self.results.path.parent / "notes"
        notes.mkdir()
        (notes / "removed.md").write_text("Why it is so.\n")
        text = report.write(self.results, ["removed"], self.folder, []).read_text()
        self.assertIn("| rsync -a --delete | 3.00 s | 2.00 s | 4.00 s | 3 | 0.50 |", text)
        self.assertLess(text.index("3.00 s | 2.00 s"), text.index("Why it is so."))


if __name__ == "__main__":
    unittest.main()
