package io.camelmirror.camel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the lines of a mirror go. The loggers of one that has a name are children of those of all,
 * so that several in one process can be told apart.
 *
 * @param passes takes summaries, and what concerns a whole pass
 * @param problems takes what concerns one path
 */
record Loggers(Logger passes, Logger problems) {

  /**
   * The loggers of a mirror.
   *
   * @param name null when it has none
   */
  static Loggers of(String name) {
    String end = name == null || name.isEmpty() ? "" : "." + name;
    return new Loggers(
        LoggerFactory.getLogger("io.camelmirror.pass" + end),
        LoggerFactory.getLogger("io.camelmirror.problem" + end));
  }
}
