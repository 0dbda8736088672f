package dev.jbuild.registry.challenge;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one field: {@code scheme [token68 | name=value *("," name=value)] *("," challenge)}. */
final class ChallengeReader {
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  private final String text;
  private int at;

  ChallengeReader(String text) {
    this.text = text;
  }

  List<Challenge> read() {
    List<Challenge> challenges = new ArrayList<>();
    skip(" \t,");
    while (at < text.length()) {
      String scheme = token();
      if (scheme.isEmpty()) {
        return challenges;
      }
      challenges.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters()));
      skip(" \t,");
    }
    return challenges;
  }

  private ImmutableMap<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    skip(" \t");
    while (readParameter(parameters)) {
      skip(" \t,");
    }
    if (parameters.isEmpty()) {
      skipToComma(); // a token68, as in "Negotiate abc=="
    }
    return ImmutableMap.copyOf(parameters);
  }

  /** Reads {@code name=value}; leaves the place as it was where something else stands. */
  private boolean readParameter(Map<String, String> parameters) {
    int start = at;
    String name = token();
    skip(" \t");
    if (!name.isEmpty() && peek() == '=') {
      at++;
      skip(" \t");
      String value = peek() == '"' ? quoted() : Strings.emptyToNull(token());
      if (value != null) {
        parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
        return true;
      }
    }
    at = start;
    return false;
  }

  private @Nullable String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char sign = text.charAt(at);
      if (sign == '"') {
        at++;
        return value.toString();
      }
      if (sign == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    return null;
  }

  private String token() {
    int start = at;
    while (at < text.length() && isTokenSign(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipToComma() {
    while (at < text.length() && text.charAt(at) != ',') {
      at++;
    }
  }

  private void skip(String signs) {
    while (at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isTokenSign(char sign) {
    return isAlphanumeric(sign) || TOKEN_SIGNS.indexOf(sign) >= 0;
  }

  private static boolean isAlphanumeric(char sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9');
  }
}
