"""Where trees and replicas are placed: each gets an empty room, which is left afterwards."""

import contextlib
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from . import machine, measure

# ext4 examines each recently freed inode again for every file it creates (recently_deleted() in
# ialloc.c): for 60 seconds, plus 300 if it has not written the inode yet. A copy then takes many
# times as long, for any program.
FORGETS_AFTER = 370

SPARE = 4 << 30

# The default journal of a disk of 128 GB or more.
JOURNAL = "size=1024"

# Lazy structures are initialized on use, not by the kernel during a measurement.
LAZY = "lazy_itable_init=1,lazy_journal_init=1,nodiscard"
MKFS = ["mkfs.ext4", "-q", "-F", "-E", LAZY, "-J", JOURNAL]
MOUNT = ["mount", "-t", "ext4", "-o", "loop,noinit_itable"]


class Memory:
    """Rooms in a folder where removing one does not slow down the next."""

    def __init__(self, yard):
        self.yard = Path(yard)

    def enter(self, shape=None):
        return Path(tempfile.mkdtemp(prefix="room-", dir=self.yard))

    def leave(self, room):
        remove(room)

    def close(self):
        """Does nothing: the yard is removed together with its content."""


class Folders(Memory):
    """Rooms in a folder on a disk. Nothing is removed until the disk is full. Then the benchmark
    waits until the disk has recovered."""

    kind = "plain folders"

    def __init__(self, yard):
        super().__init__(yard)
        self.left = []

    def enter(self, shape=None):
        if self.left and shutil.disk_usage(self.yard).free < needed(shape):
            for room in self.left:
                remove(room)
            self.left.clear()
            if machine.file_system(self.yard) == "ext4":
                flush(self.yard)
                print("(waiting until ext4 forgets what was removed)", end=" ", flush=True)
                time.sleep(FORGETS_AFTER)
        return super().enter()

    def leave(self, room):
        self.left.append(room)


class Disks:
    """Rooms that are new ext4 file systems, each in its own file on a loop device.

    Leaving a room unmounts it, so no disk has to recover from removals. Nothing is cached twice:
    the device reads and writes the file directly.
    """

    kind = "a new one for each tree, in a file on a loop device"

    def __init__(self, yard):
        self.yard = Path(yard)
        self.rooms = []

    def enter(self, shape=None):
        room = Path(tempfile.mkdtemp(prefix="disk-", dir=self.yard))
        self.rooms.append(room)
        image = self.yard / "image"
        try:
            call("fallocate", "-l", needed(shape), image)
            call(*MKFS, "-N", inodes(shape), image)
            call(*MOUNT, image, room)
            device = call("findmnt", "-n", "-o", "SOURCE", "--mountpoint", room)
            call("losetup", "--direct-io=on", device.strip())
        finally:
            # The file and the loop device live on until the unmount.
            image.unlink(missing_ok=True)
        return room

    def leave(self, room):
        if room.is_mount():
            try:
                call("umount", room)
            except measure.Failed:
                # A process that was just killed may still be using it.
                call("umount", "--lazy", room)
        self.rooms.remove(room)
        room.rmdir()

    def close(self):
        for room in list(self.rooms):
            self.leave(room)


@contextlib.contextmanager
def on_disk(yard):
    """Yields disks where possible, that is for root on ordinary Linux, and folders otherwise."""
    rooms = Disks(yard)
    try:
        try:
            rooms.leave(rooms.enter())
        except (OSError, measure.Failed) as reason:
            print(f"using plain folders for trees on disk, because loop devices failed: {reason}")
            rooms.close()
            rooms = Folders(yard)
        yield rooms
    finally:
        rooms.close()


def inodes(shape):
    return 1000 + (shape.files * 11 // 10 + shape.directories if shape else 0)


def needed(shape):
    """Returns enough bytes for a tree of a shape."""
    return SPARE + (shape.bytes * 3 // 2 if shape else 0)


def call(*command):
    words = [str(word) for word in command]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise measure.Failed(f"exit code {done.returncode} of: {' '.join(words)}\n{done.stderr}")
    return done.stdout


def remove(path):
    subprocess.run(["rm", "-rf", "--", path], check=True)


def flush(path):
    """Flushes pending writes to the disk."""
    subprocess.run(["sync", "-f", path], check=True)
