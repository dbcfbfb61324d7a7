import os
import tempfile
import unittest

from harness import trees


def look(root):
    """Returns every path with its modification time and content."""
    found = {}
    for folder, _, names in os.walk(root):
        found[os.path.relpath(folder, root)] = os.stat(folder).st_mtime_ns
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, root)] = (os.stat(path).st_mtime_ns, file.read())
    return found


class TreesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.one = os.path.join(folder.name, "one")
        self.other = os.path.join(folder.name, "other")

    def make(self, seed, other_seed, shape=trees.Shape(200, 12)):
        trees.make(self.one, shape, seed)
        trees.make(self.other, shape, other_seed)

    def test_the_same_seed_makes_the_same_tree(self):
        self.make(1, 1)
        self.assertEqual(look(self.one), look(self.other))

    def test_another_seed_makes_another(self):
        self.make(1, 2)
        self.assertNotEqual(look(self.one), look(self.other))

    def test_a_tree_has_its_shape(self):
        self.make(1, 1, trees.Shape(2000, 30, 4096))
        sizes = [len(it[1]) for it in look(self.one).values() if isinstance(it, tuple)]
        self.assertEqual(2000, len(sizes))
        self.assertAlmostEqual(4096, sum(sizes) / len(sizes), delta=400)
        # Including the root.
        self.assertEqual(31, sum(1 for _ in os.walk(self.one)))

    def test_one_directory_is_the_root(self):
        self.make(1, 1, trees.Shape(10, 1))
        self.assertEqual(10, len(os.listdir(self.one)))

    def test_the_same_edit_does_the_same(self):
        self.make(1, 1)
        before = look(self.one)
        for root in (self.one, self.other):
            trees.Edit(root, 0.01, 4096, 7).apply()
        after = look(self.one)
        files = {path for path, found in after.items() if isinstance(found, tuple)}
        self.assertEqual(2, len(files - before.keys()))
        self.assertEqual(2, len(before.keys() - after.keys()))
        self.assertEqual(2, sum(before[path] != after[path] for path in files & before.keys()))
        self.assertEqual(
            {path: found for path, found in look(self.other).items() if path in files},
            {path: after[path] for path in files},
        )


if __name__ == "__main__":
    unittest.main()
