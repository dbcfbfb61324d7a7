package io.camelmirror.camel;

import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileConstants;
import org.apache.camel.spi.Metadata;

/**
 * The headers of an exchange with a change. Those of Camel's file component describe the entry of
 * the source; for a {@code DELETE}, the entry of the replica.
 */
public final class MirrorConstants {

  @Metadata(
      label = "consumer",
      description =
          "The path of the entry, relative to the source and the replica. Empty for the folder"
              + " itself.",
      javaType = "String",
      important = true)
  public static final String FILE_NAME = FileConstants.FILE_NAME;

  @Metadata(
      label = "consumer",
      description = "The name of the entry without leading folders.",
      javaType = "String")
  public static final String FILE_NAME_ONLY = FileConstants.FILE_NAME_ONLY;

  @Metadata(
      label = "consumer",
      description = "The same as `CamelFileName`. A producer such as `file:` does not change it.",
      javaType = "String")
  public static final String FILE_NAME_CONSUMED = FileConstants.FILE_NAME_CONSUMED;

  @Metadata(label = "consumer", description = "The same as `CamelFileName`.", javaType = "String")
  public static final String FILE_RELATIVE_PATH = FileConstants.FILE_RELATIVE_PATH;

  @Metadata(
      label = "consumer",
      description = "Always `true`: a mirror resolves its folders to absolute paths.",
      javaType = "Boolean")
  public static final String FILE_ABSOLUTE = FileConstants.FILE_ABSOLUTE;

  @Metadata(
      label = "consumer",
      description = "The absolute path of the entry in the source; in the replica for a `DELETE`.",
      javaType = "String")
  public static final String FILE_ABSOLUTE_PATH = FileConstants.FILE_ABSOLUTE_PATH;

  @Metadata(
      label = "consumer",
      description = "The same as `CamelFileAbsolutePath`.",
      javaType = "String")
  public static final String FILE_PATH = FileConstants.FILE_PATH;

  @Metadata(
      label = "consumer",
      description = "The absolute path of the folder that contains the entry.",
      javaType = "String")
  public static final String FILE_PARENT = FileConstants.FILE_PARENT;

  @Metadata(
      label = "consumer",
      description = "The size of the file in bytes; 0 for entries other than files.",
      javaType = "long",
      important = true)
  public static final String FILE_LENGTH = FileConstants.FILE_LENGTH;

  @Metadata(
      label = "consumer",
      description = "The modification time of the entry, in milliseconds since 1970.",
      javaType = "long")
  public static final String FILE_LAST_MODIFIED = FileConstants.FILE_LAST_MODIFIED;

  @Metadata(
      label = "consumer",
      description = "The same as `CamelFileLastModified`.",
      javaType = "long")
  public static final String MESSAGE_TIMESTAMP = Exchange.MESSAGE_TIMESTAMP;

  @Metadata(
      label = "consumer",
      description =
          "The change to apply: `CREATE`, `UPDATE`, `REPLACE` (the replica has another kind of"
              + " entry there), `ATTRIBUTES` (everything except content), `MOVE` (the replica has"
              + " the entry at an old path) or `DELETE`.",
      javaType = "String",
      important = true)
  public static final String ACTION = "CamelMirrorAction";

  @Metadata(
      label = "consumer",
      description =
          "For a `MOVE`, the old path of the entry in the replica, relative to it. Everything in a"
              + " moved folder moves with it, without an exchange of its own.",
      javaType = "String")
  public static final String FROM = "CamelMirrorFrom";

  @Metadata(
      label = "consumer",
      description =
          "The kind of entry: `FILE`, `DIRECTORY`, `LINK`, `FIFO`, `BLOCK_DEVICE`,"
              + " `CHARACTER_DEVICE` or `SOCKET`. Only a `FILE` has content to read.",
      javaType = "String",
      important = true)
  public static final String KIND = "CamelMirrorKind";

  @Metadata(
      label = "producer",
      description = "The number of bytes of content written. Set once the change is applied.",
      javaType = "long")
  public static final String BYTES = "CamelMirrorBytes";

  @Metadata(
      label = "producer",
      description =
          "The time taken to apply the change, in nanoseconds. Set once the change is applied.",
      javaType = "long")
  public static final String DURATION = "CamelMirrorDuration";

  @Metadata(
      label = "producer",
      description =
          "The number of paths at which source and replica differ. Set by `operation=verify`, with the"
              + " report as the body.",
      javaType = "long")
  public static final String DIFFERENCES = "CamelMirrorDifferences";

  private MirrorConstants() {}
}
