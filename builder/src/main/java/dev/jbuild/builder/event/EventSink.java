package dev.jbuild.builder.event;

/** Takes events from any thread; returns soon and throws nothing. */
@FunctionalInterface
public interface EventSink {
  void emit(BuildEvent event);

  /** Takes all and shows nothing. */
  static EventSink quiet() {
    return event -> {};
  }
}
