package dev.jbuild.sandbox;

/** Which user and group ids commands have. */
public enum UserIds {
  /** Those of the machine for root; for others their own and the sub-ids that they were given. */
  ALL,
  /**
   * Root alone, who is the user that runs this. Takes no sub-ids and no {@code newuidmap}. All
   * files are that user's; who they should belong to stands in an attribute, and goes into layers.
   */
  ONE
}
