"""Creates trees from a seed and edits them: a seed determines names, content and times."""

import math
import os
import random
import subprocess
from dataclasses import dataclass

# The overhead of a file or directory: one block on most file systems.
BLOCK = 4096

# Files get slices of one random block, which does not compress and costs nothing to create.
BLOCK_SIZE = 1 << 20
LARGEST = 64 << 10

# Modification times lie in the four years after this second (2020-01-01), to the nanosecond.
EPOCH = 1577836800
SPAN = 4 * 365 * 86400 * 10**9

CHUNK = 1 << 20


@dataclass(frozen=True)
class Shape:
    """The shape of a tree. Directories are two levels deep."""

    files: int
    directories: int
    mean: int = 4096

    @property
    def bytes(self):
        """The space that such a tree needs."""
        return self.files * (self.mean + BLOCK) + self.directories * BLOCK

    def __str__(self):
        folders = "one directory" if self.directories == 1 else f"{self.directories:,} directories"
        return f"{self.files:,} files of mean {size(self.mean)} in {folders}"


def size(count):
    """Formats a number of bytes for humans."""
    for unit, factor in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= factor and count % factor == 0:
            return f"{count // factor} {unit}"
    return f"{count} B"


def make(root, shape, seed):
    """Creates a tree in a folder that does not exist yet."""
    dice = random.Random(seed)
    block = dice.randbytes(BLOCK_SIZE)
    folders = directories(shape.directories)
    for index, folder in enumerate(folders):
        path = os.path.join(root, folder)
        os.makedirs(path)
        for number in range(index, shape.files, len(folders)):
            write(os.path.join(path, f"file-{number:07}"), block, dice, shape.mean)
    for folder in reversed(folders):
        settle(os.path.join(root, folder), dice)
    settle(root, dice)


def directories(count):
    """Returns relative paths of directories, parents first; a count of one means the root."""
    top = max(1, math.isqrt(count))
    if count == 1:
        return [""]
    return [
        f"dir-{index:04}" if index < top else f"dir-{index % top:04}/dir-{index:05}"
        for index in range(count)
    ]


def make_large(root, shape, seed):
    """Creates a few large files of the same length."""
    dice = random.Random(seed)
    os.makedirs(root)
    for number in range(shape.files):
        path = os.path.join(root, f"large-{number}")
        with open(path, "wb") as file:
            for _ in range(shape.mean // CHUNK):
                file.write(dice.randbytes(CHUNK))
        settle(path, dice)
    settle(root, dice)


def write(path, block, dice, mean):
    """Writes a file with a size from an exponential distribution."""
    length = min(int(dice.expovariate(1 / mean)), LARGEST)
    start = dice.randrange(BLOCK_SIZE - LARGEST)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        os.write(descriptor, memoryview(block)[start : start + length])
    finally:
        os.close(descriptor)
    settle(path, dice)


def settle(path, dice):
    """Gives a path a modification time in the past."""
    time = EPOCH * 10**9 + dice.randrange(SPAN)
    os.utime(path, ns=(time, time))


class Edit:
    """An edit of a tree: rewrites a share of its files, adds as many and removes as many.

    The constructor plans the edit, so that apply() takes little time.
    """

    def __init__(self, root, share, mean, seed):
        self.mean = mean
        self.seed = seed
        dice = random.Random(seed)
        files = sorted(
            os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names
        )
        count = max(1, round(len(files) * share))
        chosen = dice.sample(files, 3 * count)
        self.changed = chosen[:count]
        self.removed = chosen[count : 2 * count]
        self.added = [f"{path}-{seed}" for path in chosen[2 * count :]]

    def apply(self):
        dice = random.Random(self.seed)
        block = dice.randbytes(BLOCK_SIZE)
        for path in self.changed + self.added:
            write(path, block, dice, self.mean)
        for path in self.removed:
            os.remove(path)


def read(root):
    """Reads a tree into the page cache."""
    files = subprocess.Popen(["find", root, "-type", "f", "-print0"], stdout=subprocess.PIPE)
    cat = ["xargs", "-0", "-r", "-n", "1000", "-P", str(os.cpu_count()), "cat"]
    subprocess.run(cat, stdin=files.stdout, stdout=subprocess.DEVNULL, check=True)
    files.stdout.close()
    if files.wait():
        raise OSError(f"cannot list {root}")
