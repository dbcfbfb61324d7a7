package io.camelmirror.cli;

import io.camelmirror.pass.PassReport;
import org.apache.camel.util.json.JsonObject;

/** Formats a report as one JSON object. Scripts rely on its keys. */
final class ReportJson {

  private ReportJson() {}

  static String of(PassReport report) {
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
    return json.toJson();
  }
}
