"""Where trees and replicas stand: each in a room of its own, which is empty first and then left."""

import contextlib
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from . import machine, measure

# Where inodes were freed a moment ago, ext4 looks at each of them again for every file that is made
# (recently_deleted() in its ialloc.c): 60 seconds, and 300 more when it has not written that yet. A
# copy then takes many times as long, whoever makes it.
FORGETS_AFTER = 370

SPARE = 4 << 30

# The journal that a disk of 128 GB or more gets by default.
JOURNAL = "size=1024"

# What mkfs sets up late is set up as it is used, not by the kernel beside a measurement.
LAZY = "lazy_itable_init=1,lazy_journal_init=1,nodiscard"
MKFS = ["mkfs.ext4", "-q", "-F", "-E", LAZY, "-J", JOURNAL]
MOUNT = ["mount", "-t", "ext4", "-o", "loop,noinit_itable"]


class Memory:
    """Rooms in a folder where removing costs the next one nothing."""

    def __init__(self, yard):
        self.yard = Path(yard)

    def enter(self, shape=None):
        return Path(tempfile.mkdtemp(prefix="room-", dir=self.yard))

    def leave(self, room):
        remove(room)

    def close(self):
        """The yard itself is removed with all that is in it."""


class Folders(Memory):
    """Rooms in a folder of a disk: nothing is removed before there is no more room, and then it
    takes its time until the disk is as it was."""

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
    """Rooms that are new ext4 file systems, each in a file of its own on a loop device.

    To leave one is to unmount it, so no disk has to forget what was removed from it. Nothing is
    cached twice: the device reads and writes the file directly.
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
            # It lasts as long as it is mounted, and so does the device.
            image.unlink(missing_ok=True)
        return room

    def leave(self, room):
        if room.is_mount():
            try:
                call("umount", room)
            except measure.Failed:
                # Somebody may still be there who was just killed.
                call("umount", "--lazy", room)
        self.rooms.remove(room)
        room.rmdir()

    def close(self):
        for room in list(self.rooms):
            self.leave(room)


@contextlib.contextmanager
def on_disk(yard):
    """Disks where they can be had, that is for root on a usual Linux, otherwise folders."""
    rooms = Disks(yard)
    try:
        try:
            rooms.leave(rooms.enter())
        except (OSError, measure.Failed) as reason:
            print(f"trees on disk are in plain folders, as there is no other way: {reason}")
            rooms.close()
            rooms = Folders(yard)
        yield rooms
    finally:
        rooms.close()


def inodes(shape):
    return 1000 + (shape.files * 11 // 10 + shape.directories if shape else 0)


def needed(shape):
    """Bytes that are enough for a tree of a shape."""
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
    """Writes what is still on its way to a disk."""
    subprocess.run(["sync", "-f", path], check=True)
