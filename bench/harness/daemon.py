"""Drives a running camel-mirror daemon and measures its passes from outside."""

import contextlib
import queue
import re
import signal
import subprocess
import threading
import time

from . import measure

PASS = re.compile(r"pass (\d+): .* (\d+) failed.* in ([\d.]+) s$")

# Seconds; long enough for a pass over a million files on a slow disk.
PATIENCE = 900

# The program reports a pass in tenths of a second. Measured from outside, a pass may take longer:
# there is work besides waiting, and a line may be read late.
ROUNDED = 0.06
SLACK = 0.5


class Daemon:
    """A running daemon.

    A pass begins one interval after the previous one has ended and has been reported in a line. Its
    duration is therefore the time between two lines, minus the interval.
    """

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
        """Waits for the end of a pass. Returns when it ended and the seconds it reported."""
        other = []
        while True:
            try:
                when, line = self.lines.get(timeout=PATIENCE)
            except queue.Empty:
                raise measure.Failed(f"no pass finished in {PATIENCE} s") from None
            if line is None:
                raise measure.Failed("camel-mirror exited:\n" + "\n".join(other))
            found = PASS.search(line)
            if not found:
                other.append(line)
            elif found[2] != "0":
                raise measure.Failed("\n".join([*other, line]))
            else:
                return when, float(found[3])

    def between_passes(self, act):
        """Waits for a pass to end and calls act before the next one. Returns when the pass ended.

        act must finish within the interval.
        """
        # Passes may have ended while nobody waited for them.
        while not self.lines.empty():
            self.lines.get()
        ended, _ = self.wait_for_pass()
        act()
        if time.perf_counter() - ended > self.interval:
            raise measure.Failed("the interval is too short for the work between two passes")
        return ended

    def time_pass(self, act):
        """Waits for a pass to end, calls act, and returns the seconds of the next pass."""
        begin = self.between_passes(act)
        end, said = self.wait_for_pass()
        seconds = end - begin - self.interval
        if not said - ROUNDED <= seconds <= said + ROUNDED + SLACK:
            raise measure.Failed(f"a pass took {seconds:.3f} s but reported {said} s")
        return seconds

    @contextlib.contextmanager
    def stopped(self):
        """Stops the daemon so that other programs can be measured."""
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
