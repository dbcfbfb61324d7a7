"""Sees to it that a run finds the memory that it is going to fill."""

import mmap
import subprocess
import sys
import time
from pathlib import Path

from . import machine

BENCH = Path(__file__).resolve().parent.parent

# What any of the programs has for itself.
PROGRAM = 1 << 30

PIECE = 32 << 20

FLAGS = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE


def claim(size, within=60):
    """Takes that many bytes of free memory and gives them back: fewer when half of what is free or
    so many seconds are not enough.

    A virtual machine may let its host have what has been free for some seconds (the kernel says "Free
    page reporting"), and then gets it back page by page: whoever comes next takes two or three times
    as long for a copy. Another process does it, so that what is measured does not begin with the
    memory of this one.
    """
    size = min(size, free() // 2)
    command = [sys.executable, "-B", "-m", "harness.memory", str(size), str(within)]
    subprocess.run(command, cwd=BENCH, check=True)


def take(size, within):
    end = time.monotonic() + within
    pieces = []
    while len(pieces) * PIECE < size and time.monotonic() < end:
        pieces.append(mmap.mmap(-1, PIECE, flags=FLAGS))


def free():
    """Bytes of memory that nobody uses, not even as a cache."""
    return int(machine.field("/proc/meminfo", "MemFree").split()[0]) * 1024


if __name__ == "__main__":
    take(int(sys.argv[1]), float(sys.argv[2]))
