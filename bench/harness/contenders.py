"""The programs that are compared, and the command of each for one mirror."""

import sys
from dataclasses import dataclass

CAMEL_MIRROR = "camel-mirror"
RSYNC = "rsync"
RCLONE = "rclone"
CP = "cp"
CP_UPDATE = "cp-update"
STOCK = "stock"
PYTHON = "python"

# For a first copy, for an existing replica, and for a replica with surplus entries.
COPYING = (CAMEL_MIRROR, RSYNC, RCLONE, CP, STOCK, PYTHON)
UPDATING = (CAMEL_MIRROR, RSYNC, RCLONE, CP_UPDATE, STOCK, PYTHON)
DELETING = (CAMEL_MIRROR, RSYNC, RCLONE, STOCK, PYTHON)

LABELS = {
    CAMEL_MIRROR: "camel-mirror",
    RSYNC: "rsync -a --delete",
    RCLONE: "rclone sync",
    CP: "cp -a",
    CP_UPDATE: "cp -au",
    STOCK: "stock Camel (file:)",
    PYTHON: "plain Python",
}

# What a machine needs besides Java and Maven: the program and its package.
TOOLS = {RSYNC: "rsync", RCLONE: "rclone"}


@dataclass(frozen=True)
class Contenders:
    """The commands of the programs, each with its own defaults.

    camel-mirror, the stock route and the Python program log a line for each file. The others run
    without a log, as they do by default.
    """

    home: str
    stock_classpath: str
    left_out: tuple = ()

    def of(self, names):
        return [name for name in names if name not in self.left_out]

    def command(self, name, source, replica, log, options=()):
        """Returns the command for one whole run. Only camel-mirror gets the options."""
        match name:
            case "camel-mirror":
                return [self.launcher, "--once", *options, source, replica, "60", log]
            case "rsync":
                return ["rsync", "-a", "--delete", f"{source}/", f"{replica}/"]
            case "rclone":
                return ["rclone", "sync", "--config", "/dev/null", source, replica]
            case "cp":
                return ["cp", "-a", f"{source}/.", replica]
            case "cp-update":
                return ["cp", "-au", f"{source}/.", replica]
            case "stock":
                program = ["java", "-cp", self.stock_classpath, "io.camelmirror.bench.StockMirror"]
                return [*program, source, replica, log]
            case "python":
                return [sys.executable, f"{self.home}/bench/plain.py", source, replica, log]
        raise ValueError(name)

    def daemon(self, source, replica, interval, log, options=()):
        """Returns the command for camel-mirror as a service that reports every pass."""
        own = ["--passes", "0", "--log-unchanged", "all"]
        return [self.launcher, *own, *options, source, replica, f"{interval}s", log]

    @property
    def launcher(self):
        return f"{self.home}/camel-mirror"
