import unittest

from harness import forms, memory, targets, works


class RowsTest(unittest.TestCase):
    def test_passes_are_compared_with_the_runs_that_whole_runs_are_compared_with(self):
        row = works.Row("removed", "removing", None, None, daemon="removed-daemon")
        own, other, passes = ({"seconds": [number]} for number in (3, 2, 1))
        found = {"contenders": {"camel-mirror": own, "rsync": other}, "daemon": passes}
        results = row.results(found)
        self.assertEqual(["removed", "removed-daemon"], list(results))
        self.assertEqual({"camel-mirror": own, "rsync": other}, results["removed"]["contenders"])
        self.assertEqual(
            {"camel-mirror": passes, "rsync": other}, results["removed-daemon"]["contenders"]
        )
        self.assertTrue(results["removed-daemon"]["title"].endswith("pass of the warm daemon"))

    def test_everybody_who_is_compared_has_five_rounds(self):
        for row in works.rows(forms.FULL):
            if set(row.ids) & set(targets.ROWS):
                self.assertGreaterEqual(min(forms.FULL.rounds, row.most), 5)
                peers = {peer for asking, peer in targets.RATIOS if asking in row.ids}
                self.assertLessEqual(peers | targets.IN_ALL.keys(), set(row.contenders))

    def test_a_row_that_copies_finds_memory_for_its_tree(self):
        rows = {row.id: row for row in works.rows(forms.FULL)}
        for row_id in ("first-tmpfs", "first-disk", "first-disk-1000", "large"):
            tree = rows[row_id].shape.bytes
            self.assertEqual(memory.PROGRAM + tree, rows[row_id].memory, row_id)
        self.assertGreater(rows["large"].shape.bytes, 4 * (512 << 20))
        self.assertEqual(memory.PROGRAM, rows["start"].memory)

    def test_every_target_has_its_row(self):
        ids = [row_id for row in works.rows(forms.FULL) for row_id in row.ids]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertLessEqual(set(targets.ROWS), set(ids))


if __name__ == "__main__":
    unittest.main()
