"""Drives a camel-mirror that keeps running, and measures its passes from outside."""

import contextlib
import queue
import re
import signal
import subprocess
import threading
import time

from . import measure

PASS = re.compile(r"pass (\d+): .* (\d+) failed.* in ([\d.]+) s$")

# For a pass over a million files on a slow disk.
PATIENCE = 900

# What the program says of a pass is rounded to tenths of a second; seen from outside, a pass may take
# longer, by what is done besides waiting and by how late a line is read.
ROUNDED = 0.06
SLACK = 0.5


class Daemon:
    """A pass begins one interval after the one before has ended and has been reported by a line. So
    it took the time between two lines, less the interval."""

    def __init__(self, command, interval):
        self.interval = interval
        self.lines = queue.Queue()
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put((time.perf_counter(), line.rstrip()))
        self.lines.put((time.perf_counter(), None))

    def wait_for_pass(self):
        """Waits for the end of a pass; gives when that was and the seconds it says it took."""
        other = []
        while True:
            try:
                when, line = self.lines.get(timeout=PATIENCE)
            except queue.Empty:
                raise measure.Failed("camel-mirror has not ended a pass for long") from None
            if line is None:
                raise measure.Failed("camel-mirror has ended:\n" + "\n".join(other))
            found = PASS.search(line)
            if not found:
                other.append(line)
            elif found[2] != "0":
                raise measure.Failed("\n".join([*other, line]))
            else:
                return when, float(found[3])

    def between_passes(self, act):
        """Waits for a pass to end and does something before the next begins; gives when it ended.

        What is done must be done within the interval.
        """
        # Passes may have ended while nobody waited for them.
        while not self.lines.empty():
            self.lines.get()
        ended, _ = self.wait_for_pass()
        act()
        if time.perf_counter() - ended > self.interval:
            raise measure.Failed("the interval is too short for what is done between two passes")
        return ended

    def time_pass(self, act):
        """Waits for a pass to end, does something, and gives the seconds of the pass after it."""
        begin = self.between_passes(act)
        end, said = self.wait_for_pass()
        seconds = end - begin - self.interval
        if not said - ROUNDED <= seconds <= said + ROUNDED + SLACK:
            raise measure.Failed(f"a pass took {seconds:.3f} s, but says {said} s of itself")
        return seconds

    @contextlib.contextmanager
    def stopped(self):
        """Lets the daemon do nothing, so that others can be measured."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def peak_kb(self):
        return measure.peak_kb(self.process.pid)

    def cpu_spent(self, seconds):
        return measure.cpu_spent(self.process.pid, seconds)

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def running(command, interval):
    daemon = Daemon(command, interval)
    try:
        yield daemon
    finally:
        daemon.end()
