"""Runs one process and measures its time and memory."""

import contextlib
import glob
import os
import subprocess
import threading
import time
from dataclasses import dataclass

LOOK_EVERY = 0.05
# In seconds.
TICK = 1 / os.sysconf("SC_CLK_TCK")


class Failed(Exception):
    """A program did not do its work."""


@dataclass(frozen=True)
class Run:
    seconds: float
    peak_kb: int


def run(command, output):
    """Runs a command to its end and writes its output to a file.

    The time covers the whole process, from before its start until it has been waited for.
    """
    with open(output, "wb") as out:
        begin = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        memory = Memory(process.pid)
        try:
            process.wait()
            seconds = time.perf_counter() - begin
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            memory.stop()
    if process.returncode != 0:
        shown = " ".join(str(word) for word in command)
        raise Failed(f"exit code {process.returncode} of: {shown}\n{tail(output)}")
    return Run(seconds, memory.peak_kb)


def tail(path, lines=15):
    with open(path, errors="replace") as file:
        return "".join(file.readlines()[-lines:])


class Memory(threading.Thread):
    """Samples the peak resident memory of a process and its children while it runs.

    The largest process counts: rsync runs as three that share most of their pages. The kernel's
    ru_maxrss of a finished child cannot be used, because it starts with the memory of the process
    that forked it, which is this one.
    """

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid = pid
        self.peak_kb = 0
        self.ended = threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(LOOK_EVERY):
            self.peak_kb = max(self.peak_kb, *map(peak_kb, family(self.pid)))

    def stop(self):
        self.ended.set()
        self.join()


def family(pid):
    """Returns a process and all its descendants."""
    found = [pid]
    for parent in found:
        try:
            with open(f"/proc/{parent}/task/{parent}/children") as children:
                found.extend(map(int, children.read().split()))
        except OSError:
            pass
    return found


def peak_kb(pid):
    """Returns the peak resident memory of a process, or 0 if it has ended."""
    try:
        with open(f"/proc/{pid}/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def cpu_spent(pid, seconds):
    """Waits, and returns the processor time that a process used meanwhile, in milliseconds per
    second, in total and by thread name."""
    before = Clock(pid)
    time.sleep(seconds)
    after = Clock(pid)
    threads = {}
    for key, spent in after.threads.items():
        spent -= before.threads.get(key, 0)
        threads[key[1]] = threads.get(key[1], 0) + spent
    # Threads that ended appear only in the figure of the process, which counts whole ticks.
    whole = sum(threads.values())
    ticks = after.process - before.process
    if not after.threads or abs(ticks - whole) > 2 * TICK:
        whole = ticks
    rates = {name: round(1000 * spent / seconds, 3) for name, spent in threads.items()}
    return {
        "cpu_ms_per_s": round(1000 * whole / seconds, 3),
        "threads": dict(sorted(rates.items(), key=lambda rate: -rate[1])),
    }


class Clock:
    """The processor time of a process and of each of its threads, in seconds.

    Where the kernel keeps the time of a thread, it is precise to the nanosecond.
    """

    def __init__(self, pid):
        with open(f"/proc/{pid}/stat") as stat:
            # The name in parentheses may contain spaces.
            fields = stat.read().rpartition(")")[2].split()
        self.process = (int(fields[11]) + int(fields[12])) * TICK
        self.threads = {}
        for task in glob.glob(f"/proc/{pid}/task/*"):
            with contextlib.suppress(OSError), open(f"{task}/comm") as name:
                with open(f"{task}/schedstat") as schedstat:
                    spent = int(schedstat.read().split()[0]) / 1e9
                self.threads[task, name.read().strip()] = spent
