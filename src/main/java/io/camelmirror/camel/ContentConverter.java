package io.camelmirror.camel;

import io.camelmirror.diff.Change;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.TypeConverterSupport;

/**
 * Converts the body of an exchange. Camel's own converters for files open a path, which may have
 * become a link or a FIFO; these read through the mirror's own descriptors.
 */
final class ContentConverter extends TypeConverterSupport {

  private static final List<Class<?>> TYPES =
      List.of(
          InputStream.class,
          Reader.class,
          String.class,
          byte[].class,
          ByteBuffer.class,
          Serializable.class,
          File.class,
          Change.class);

  private final TypeConverter others;

  private ContentConverter(TypeConverter others) {
    this.others = others;
  }

  static void register(CamelContext context) {
    ContentConverter converter = new ContentConverter(context.getTypeConverter());
    TypeConverterRegistry registry = context.getTypeConverterRegistry();
    for (Class<?> type : TYPES) {
      registry.addTypeConverter(type, MirrorFile.class, converter);
    }
  }

  @Override
  public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
    MirrorFile file = (MirrorFile) value;
    try {
      return type.cast(converted(type, exchange, file));
    } catch (IOException | NoTypeConversionAvailableException e) {
      throw new TypeConversionException(value, type, e);
    }
  }

  private Object converted(Class<?> type, Exchange exchange, MirrorFile file)
      throws IOException, NoTypeConversionAvailableException {
    if (type == Change.class) {
      return file.change();
    }
    if (type == File.class) {
      return file.requireContent().getFile();
    }
    InputStream content = new BufferedInputStream(file.open());
    if (type == InputStream.class) {
      return content;
    }
    if (type == Reader.class) {
      return others.mandatoryConvertTo(Reader.class, exchange, content);
    }
    try (content) {
      Class<?> whole = type == Serializable.class ? byte[].class : type;
      return others.mandatoryConvertTo(whole, exchange, content);
    }
  }
}
