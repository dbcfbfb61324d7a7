"""The programs that are compared, and how each is called for one mirror."""

import sys
from dataclasses import dataclass

CAMEL_MIRROR = "camel-mirror"
RSYNC = "rsync"
RCLONE = "rclone"
CP = "cp"
CP_UPDATE = "cp-update"
STOCK = "stock"
PYTHON = "python"

# For a first copy, for a replica that is there already, and for one that has too much.
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

# What a machine has to have besides Java and Maven: the program, and where it comes from.
TOOLS = {RSYNC: "rsync", RCLONE: "rclone"}


@dataclass(frozen=True)
class Contenders:
    """How the programs are called, each with its own defaults.

    camel-mirror, the stock route and the Python program write a log line for each file; the others
    are left without a log, which they do not keep by default.
    """

    home: str
    stock_classpath: str
    left_out: tuple = ()

    def of(self, names):
        return [name for name in names if name not in self.left_out]

    def command(self, name, source, replica, log, options=()):
        """One mirror, whole process. Options are for camel-mirror alone."""
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
        """camel-mirror as a service."""
        return [self.launcher, "--passes", "0", *options, source, replica, f"{interval}s", log]

    @property
    def launcher(self):
        return f"{self.home}/camel-mirror"
