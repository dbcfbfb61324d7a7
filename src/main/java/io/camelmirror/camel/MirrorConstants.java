package io.camelmirror.camel;

import org.apache.camel.spi.Metadata;

/** The headers of an exchange with a change. */
public final class MirrorConstants {

  @Metadata(
      label = "consumer",
      description = "The path of the changed entry, relative to the source and the replica.",
      javaType = "String")
  public static final String FILE_NAME = "CamelFileName";

  @Metadata(
      label = "consumer",
      description =
          "The size of the source file in bytes; 0 for entries other than files. Absent for a"
              + " DELETE.",
      javaType = "long")
  public static final String FILE_LENGTH = "CamelFileLength";

  @Metadata(
      label = "consumer",
      description =
          "The modification time of the source entry in milliseconds since 1970. Absent for a"
              + " DELETE.",
      javaType = "long")
  public static final String FILE_LAST_MODIFIED = "CamelFileLastModified";

  @Metadata(
      label = "consumer",
      description = "The action to apply: CREATE, UPDATE, REPLACE, ATTRIBUTES or DELETE.",
      javaType = "String")
  public static final String ACTION = "CamelMirrorAction";

  @Metadata(
      label = "consumer",
      description =
          "The kind of the source entry, or of the replica entry for a DELETE: FILE,"
              + " DIRECTORY, LINK, FIFO, BLOCK_DEVICE, CHARACTER_DEVICE or SOCKET.",
      javaType = "String")
  public static final String KIND = "CamelMirrorKind";

  @Metadata(
      label = "producer",
      description = "The number of content bytes written.",
      javaType = "long")
  public static final String BYTES = "CamelMirrorBytes";

  @Metadata(
      label = "producer",
      description = "The time taken to apply the change, in nanoseconds.",
      javaType = "long")
  public static final String DURATION = "CamelMirrorDuration";

  private MirrorConstants() {}
}
