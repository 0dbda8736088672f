package dev.jbuild.sandbox.erofs;

import java.util.Arrays;
import java.util.Optional;

/** The beginnings of attribute names, which the file system stores as numbers. */
enum AttributePrefix {
  USER(1, "user."),
  ACCESS_LIST(2, "system.posix_acl_access"),
  DEFAULT_ACCESS_LIST(3, "system.posix_acl_default"),
  TRUSTED(4, "trusted."),
  SECURITY(6, "security.");

  private final int number;
  private final String text;

  AttributePrefix(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** Empty where no file has an attribute of that name. */
  static Optional<AttributePrefix> of(String name) {
    return Arrays.stream(values()).filter(prefix -> prefix.begins(name)).findFirst();
  }

  /** A name that ends with a dot takes more; the others stand alone. */
  private boolean begins(String name) {
    return text.endsWith(".") ? name.startsWith(text) && !name.equals(text) : name.equals(text);
  }

  byte number() {
    return (byte) number;
  }

  /** What is left of the name. */
  String rest(String name) {
    return name.substring(text.length());
  }
}
