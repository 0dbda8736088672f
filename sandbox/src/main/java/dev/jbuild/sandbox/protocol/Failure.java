package dev.jbuild.sandbox.protocol;

import dev.jbuild.oci.DiffId;
import dev.jbuild.sandbox.CorruptLayerException;
import dev.jbuild.sandbox.DeviceException;
import dev.jbuild.sandbox.InvalidMountException;
import dev.jbuild.sandbox.InvalidUserException;
import dev.jbuild.sandbox.SandboxException;
import dev.jbuild.sandbox.SandboxUnavailableException;
import dev.jbuild.sandbox.WorkerException;

/** An exception on its way from the worker to the launcher. */
public sealed interface Failure {
  String message();

  /** The machine does not allow it. */
  record Unavailable(String message) implements Failure {}

  /** A layer's blob is damaged. */
  record Corrupt(DiffId layer, String message) implements Failure {}

  /** USER means nobody. */
  record InvalidUser(String message) implements Failure {}

  /** A mount that the root or its source does not allow. */
  record InvalidMount(String message) implements Failure {}

  /** A device that could not be given. */
  record Device(String message) implements Failure {}

  /** Anything else, such as a full disk. */
  record Other(String message) implements Failure {}

  static Failure of(Exception e) {
    String message = String.valueOf(e.getMessage());
    return switch (e) {
      case SandboxUnavailableException _ -> new Unavailable(message);
      case CorruptLayerException corrupt -> new Corrupt(corrupt.layer(), message);
      case InvalidUserException _ -> new InvalidUser(message);
      case InvalidMountException _ -> new InvalidMount(message);
      case DeviceException _ -> new Device(message);
      case WorkerException _ -> new Other(message);
      case java.io.IOException _ -> new Other(message);
      default -> new Other(e.toString());
    };
  }

  /** The exception, to be thrown on the other side. */
  default SandboxException exception() {
    return switch (this) {
      case Unavailable(String message) -> new SandboxUnavailableException(message);
      case Corrupt(DiffId layer, String message) -> new CorruptLayerException(layer, message);
      case InvalidUser(String message) -> new InvalidUserException(message);
      case InvalidMount(String message) -> new InvalidMountException(message);
      case Device(String message) -> new DeviceException(message);
      case Other(String message) -> new WorkerException(message);
    };
  }
}
