"""One pass of the same mirror in plain Python: os.walk, shutil.copy2, one log line per operation.

Usage: plain.py SOURCE REPLICA LOG_FILE
"""

import logging
import os
import shutil
import sys

log = logging.getLogger("mirror")


def differs(source, replica):
    try:
        other = os.stat(replica)
    except FileNotFoundError:
        return True
    own = os.stat(source)
    return own.st_size != other.st_size or own.st_mtime_ns != other.st_mtime_ns


def copy(source, replica):
    for folder, _, names in os.walk(source):
        beside = os.path.join(replica, os.path.relpath(folder, source))
        if not os.path.isdir(beside):
            os.makedirs(beside)
            log.info("CREATE %s", beside)
        for name in names:
            path = os.path.join(folder, name)
            other = os.path.join(beside, name)
            if differs(path, other):
                shutil.copy2(path, other)
                log.info("COPY %s", other)


def delete_extras(source, replica):
    # Walk bottom-up: a folder must be empty before it can be removed.
    for folder, folders, names in os.walk(replica, topdown=False):
        beside = os.path.join(source, os.path.relpath(folder, replica))
        for name in names:
            if not os.path.exists(os.path.join(beside, name)):
                path = os.path.join(folder, name)
                os.remove(path)
                log.info("DELETE %s", path)
        for name in folders:
            if not os.path.isdir(os.path.join(beside, name)):
                path = os.path.join(folder, name)
                os.rmdir(path)
                log.info("DELETE %s", path)


def main(source, replica, log_file):
    logging.basicConfig(
        filename=log_file, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s"
    )
    copy(source, replica)
    delete_extras(source, replica)


if __name__ == "__main__":
    main(*sys.argv[1:])
