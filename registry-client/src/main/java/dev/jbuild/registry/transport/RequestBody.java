package dev.jbuild.registry.transport;

import dev.jbuild.oci.layer.Content;
import java.util.function.LongConsumer;

/** What a request carries. */
public sealed interface RequestBody {

  /** Nothing. */
  record None() implements RequestBody {}

  @SuppressWarnings("ArrayRecordComponent") // sent, never compared
  record Bytes(byte[] bytes) implements RequestBody {}

  /**
   * Content of a known size, opened for each attempt and read once in it.
   *
   * @param size in bytes; content that has another size fails the request with its IOException
   * @param progress is told how many bytes have been handed to the network since it was last told
   */
  record Streamed(long size, Content content, LongConsumer progress) implements RequestBody {}
}
