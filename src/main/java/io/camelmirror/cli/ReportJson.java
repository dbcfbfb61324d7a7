package io.camelmirror.cli;

import io.camelmirror.diff.Difference;
import io.camelmirror.diff.Difference.Property;
import io.camelmirror.pass.PassReport;
import io.camelmirror.pass.VerifyReport;
import io.camelmirror.tree.PathText;
import org.apache.camel.util.json.JsonObject;

/** Formats a report as one JSON object. Scripts rely on its keys. */
final class ReportJson {

  private ReportJson() {}

  static String of(PassReport report) {
    return object(report).toJson();
  }

  /** Formats what differs at one path. */
  static String of(Difference difference) {
    JsonObject json = new JsonObject();
    json.put("path", PathText.whole(difference.path()));
    json.put("differs", difference.what().stream().map(Property::toString).toList());
    json.put("silent", difference.isSilent());
    return json.toJson();
  }

  static String of(VerifyReport report) {
    JsonObject json = new JsonObject();
    json.put("equal", report.equal());
    json.put("different", report.different());
    json.put("silent", report.silent());
    json.put("failed", report.failed());
    json.put("seconds", report.seconds());
    json.put("repair", report.repair() == null ? null : object(report.repair()));
    return json.toJson();
  }

  private static JsonObject object(PassReport report) {
    JsonObject json = new JsonObject();
    json.put("copied", report.copied());
    json.put("updated", report.updated());
    json.put("deleted", report.deleted());
    json.put("moved", report.moved());
    json.put("unchanged", report.unchanged());
    json.put("skipped", report.skipped());
    json.put("failed", report.failed());
    json.put("bytes", report.bytes());
    json.put("seconds", report.seconds());
    json.put("refused", report.refused());
    return json;
  }
}
