import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from harness import measure, rooms, trees


class RoomsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.yard = Path(folder.name)

    def test_a_room_in_memory_is_gone_when_it_is_left(self):
        memory = rooms.Memory(self.yard)
        room = memory.enter()
        memory.leave(room)
        self.assertFalse(room.exists())

    def test_nothing_is_removed_from_a_disk_that_has_room(self):
        folders = rooms.Folders(self.yard)
        left = folders.enter(trees.Shape(1, 1))
        folders.leave(left)
        folders.enter(trees.Shape(1, 1))
        self.assertTrue(left.exists())

    def test_what_was_left_goes_when_the_disk_is_full(self):
        folders = rooms.Folders(self.yard)
        left = folders.enter()
        folders.leave(left)
        with (
            mock.patch("harness.rooms.needed", return_value=1 << 60),
            mock.patch("harness.rooms.flush"),
            mock.patch("time.sleep"),
        ):
            folders.enter()
        self.assertFalse(left.exists())

    def test_a_disk_of_its_own_is_empty_and_leaves_nothing(self):
        with rooms.on_disk(self.yard) as disk:
            if not isinstance(disk, rooms.Disks):
                self.skipTest("there are no disks to be had")
            room = disk.enter(trees.Shape(10, 1))
            self.assertTrue(room.is_mount())
            self.assertEqual(["lost+found"], os.listdir(room))
            (room / "file").write_text("text")
        self.assertEqual([], os.listdir(self.yard))

    def test_where_there_are_no_disks_there_are_folders(self):
        with mock.patch("harness.rooms.call", side_effect=measure.Failed):
            with rooms.on_disk(self.yard) as disk:
                self.assertIsInstance(disk, rooms.Folders)
        self.assertEqual([], os.listdir(self.yard))


if __name__ == "__main__":
    unittest.main()
