package io.camelmirror.camel;

import org.apache.camel.spi.Metadata;

/** The headers of an exchange that carries one change. */
public final class MirrorConstants {

  @Metadata(
      label = "consumer",
      description = "The path of the change, relative to the source and to the replica.",
      javaType = "String")
  public static final String FILE_NAME = "CamelFileName";

  @Metadata(
      label = "consumer",
      description =
          "The bytes of content that the source has there; 0 for everything but a file. Absent for a"
              + " DELETE.",
      javaType = "long")
  public static final String FILE_LENGTH = "CamelFileLength";

  @Metadata(
      label = "consumer",
      description =
          "When the source's entry was last modified, in milliseconds since 1970. Absent for a"
              + " DELETE.",
      javaType = "long")
  public static final String FILE_LAST_MODIFIED = "CamelFileLastModified";

  @Metadata(
      label = "consumer",
      description = "What has to happen: CREATE, UPDATE, REPLACE, ATTRIBUTES or DELETE.",
      javaType = "String")
  public static final String ACTION = "CamelMirrorAction";

  @Metadata(
      label = "consumer",
      description =
          "What stands there: FILE, DIRECTORY, LINK, FIFO, BLOCK_DEVICE, CHARACTER_DEVICE or SOCKET;"
              + " in the source, for a DELETE in the replica.",
      javaType = "String")
  public static final String KIND = "CamelMirrorKind";

  @Metadata(label = "producer", description = "The bytes of content written.", javaType = "long")
  public static final String BYTES = "CamelMirrorBytes";

  @Metadata(
      label = "producer",
      description = "How long it took to apply the change, in nanoseconds.",
      javaType = "long")
  public static final String DURATION = "CamelMirrorDuration";

  private MirrorConstants() {}
}
