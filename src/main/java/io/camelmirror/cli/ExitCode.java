package io.camelmirror.cli;

import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.VerifyReport;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The exit codes, which scripts rely on. */
final class ExitCode {

  /** The replica equals the source. */
  static final int DONE = 0;

  /** The program has a bug. */
  static final int INTERNAL_ERROR = 1;

  /** The command line, a setting or a route is wrong, or a folder cannot be used. */
  static final int USAGE = 2;

  /** Done, but some paths failed, could not be mirrored or, with verify, differ. */
  static final int SOME_FAILED = 3;

  /** A guard refused to delete. */
  static final int REFUSED = 4;

  /** The meaning of each code, for the help. */
  static final SortedMap<Integer, String> MEANINGS =
      new TreeMap<>(
          Map.of(
              DONE, "done, the replica equals the source",
              INTERNAL_ERROR, "internal error",
              USAGE, "usage, or a folder that cannot be used",
              SOME_FAILED,
                  "done, but some paths failed, could not be mirrored or, with verify, differ",
              REFUSED, "a guard refused to delete"));

  private ExitCode() {}

  /** The code for a verification; after a repair, that of the repair. */
  static int of(VerifyReport report) {
    PassReport repair = report.repair();
    if (repair == null || repair.dryRun()) {
      return report.isEqual() ? DONE : SOME_FAILED;
    }
    return report.failed() > 0 && of(repair) == DONE ? SOME_FAILED : of(repair);
  }

  static int of(PassReport report) {
    if (report.refused() != null) {
      return REFUSED;
    }
    return report.failed() > 0 || report.notReplaced() > 0 ? SOME_FAILED : DONE;
  }
}
