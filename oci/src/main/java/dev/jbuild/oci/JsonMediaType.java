package dev.jbuild.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Which media type a manifest or index has: its own word, which must agree with the sender's. */
final class JsonMediaType {
  private JsonMediaType() {}

  static MediaType of(ObjectNode json, @Nullable MediaType declared, MediaType fallback)
      throws IOException {
    String own = json.path("mediaType").textValue();
    if (own == null) {
      return declared == null ? fallback : declared;
    }
    MediaType mediaType = new MediaType(own);
    if (declared != null && !declared.equals(mediaType)) {
      throw new IOException("sent as " + declared + " but says it is " + own + ": refused");
    }
    return mediaType;
  }
}
