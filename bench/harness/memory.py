"""Makes the memory available that a run will fill."""

import mmap
import subprocess
import sys
import time
from pathlib import Path

from . import machine

BENCH = Path(__file__).resolve().parent.parent

# What each of the programs needs for itself.
PROGRAM = 1 << 30

PIECE = 32 << 20

FLAGS = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE


def claim(size, within=60):
    """Allocates that many bytes of free memory and frees them again. Allocates fewer if half of the
    free memory, or that many seconds, are not enough.

    A virtual machine may return memory that has been free for some seconds to its host ("free page
    reporting") and then get it back page by page. The next copy would take two or three times as
    long. Another process does the allocation, so that the measured program does not start with the
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
    """Returns the bytes of memory that are unused, even as a cache."""
    return int(machine.field("/proc/meminfo", "MemFree").split()[0]) * 1024


if __name__ == "__main__":
    take(int(sys.argv[1]), float(sys.argv[2]))
