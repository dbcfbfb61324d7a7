import os
import unittest
from pathlib import Path
from unittest import mock

from harness import measure


class ClockTest(unittest.TestCase):
    def test_a_process_that_waits_is_told_from_one_that_works(self):
        working = mock.patch("time.sleep", side_effect=lambda _: sum(range(2_000_000)))
        resting = measure.cpu_spent(os.getpid(), 0.05)
        with working:
            worked = measure.cpu_spent(os.getpid(), 0.05)
        self.assertLess(resting["cpu_ms_per_s"], worked["cpu_ms_per_s"])
        self.assertIn(Path("/proc/self/comm").read_text().strip(), worked["threads"])


if __name__ == "__main__":
    unittest.main()
