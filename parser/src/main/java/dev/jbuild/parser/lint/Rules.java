package dev.jbuild.parser.lint;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Optional;

/** All rules there are. Their names are those of the reference implementation. */
public final class Rules {
  public static final Rule COPY_IGNORED_FILE =
      new Rule(
          "CopyIgnoredFile", "COPY and ADD should not name files that the ignore file excludes");
  public static final Rule CONSISTENT_INSTRUCTION_CASING =
      new Rule(
          "ConsistentInstructionCasing", "All instructions should be written in the same case");
  public static final Rule DUPLICATE_STAGE_NAME =
      new Rule("DuplicateStageName", "Stage names should be unique");
  public static final Rule EXPOSE_INVALID_FORMAT =
      new Rule("ExposeInvalidFormat", "EXPOSE should name ports of the container only");
  public static final Rule EXPOSE_PROTO_CASING =
      new Rule("ExposeProtoCasing", "The protocol in EXPOSE should be lowercase");
  public static final Rule FROM_AS_CASING =
      new Rule("FromAsCasing", "AS should be written in the case of its FROM");
  public static final Rule FROM_PLATFORM_FLAG_CONST_DISALLOWED =
      new Rule("FromPlatformFlagConstDisallowed", "FROM --platform should not be a constant");
  public static final Rule INVALID_BASE_IMAGE_PLATFORM =
      new Rule(
          "InvalidBaseImagePlatform", "The base image should be for the platform of the build");
  public static final Rule INVALID_DEFAULT_ARG_IN_FROM =
      new Rule("InvalidDefaultArgInFrom", "The defaults of ARGs should make FROM name an image");
  public static final Rule INVALID_DEFINITION_DESCRIPTION =
      Rule.experimental(
          "InvalidDefinitionDescription",
          "A comment above FROM or ARG should start with the name that it describes");
  public static final Rule JSON_ARGS_MALFORMED =
      Rule.own("JSONArgsMalformed", "What looks like a JSON array of arguments should be one");
  public static final Rule JSON_ARGS_RECOMMENDED =
      new Rule("JSONArgsRecommended", "CMD and ENTRYPOINT should be JSON arrays");
  public static final Rule LEGACY_KEY_VALUE_FORMAT =
      new Rule("LegacyKeyValueFormat", "ENV and LABEL should be written as key=value");
  public static final Rule MAINTAINER_DEPRECATED =
      new Rule("MaintainerDeprecated", "A label should say who maintains the image");
  public static final Rule MULTIPLE_INSTRUCTIONS_DISALLOWED =
      new Rule(
          "MultipleInstructionsDisallowed",
          "CMD, ENTRYPOINT and HEALTHCHECK should stand once in a stage");
  public static final Rule NO_EMPTY_CONTINUATION =
      new Rule("NoEmptyContinuation", "Empty lines should not stand inside an instruction");
  public static final Rule REDUNDANT_TARGET_PLATFORM =
      new Rule("RedundantTargetPlatform", "--platform should not repeat the default");
  public static final Rule RESERVED_STAGE_NAME =
      new Rule("ReservedStageName", "Stages should not be named scratch or context");
  public static final Rule SECRETS_USED_IN_ARG_OR_ENV =
      new Rule("SecretsUsedInArgOrEnv", "Secrets should not be passed through ARG or ENV");
  public static final Rule STAGE_NAME_CASING =
      new Rule("StageNameCasing", "Stage names should be lowercase");
  public static final Rule UNDEFINED_ARG_IN_FROM =
      new Rule("UndefinedArgInFrom", "Variables in FROM should be declared before the first FROM");
  public static final Rule UNDEFINED_VAR =
      new Rule("UndefinedVar", "Variables should be defined before their use");
  public static final Rule WORKDIR_RELATIVE_PATH =
      new Rule("WorkdirRelativePath", "The first WORKDIR of a stage should be absolute");

  /** In the order of their names. */
  public static final ImmutableList<Rule> ALL =
      ImmutableList.of(
          CONSISTENT_INSTRUCTION_CASING,
          COPY_IGNORED_FILE,
          DUPLICATE_STAGE_NAME,
          EXPOSE_INVALID_FORMAT,
          EXPOSE_PROTO_CASING,
          FROM_AS_CASING,
          FROM_PLATFORM_FLAG_CONST_DISALLOWED,
          INVALID_BASE_IMAGE_PLATFORM,
          INVALID_DEFAULT_ARG_IN_FROM,
          INVALID_DEFINITION_DESCRIPTION,
          JSON_ARGS_MALFORMED,
          JSON_ARGS_RECOMMENDED,
          LEGACY_KEY_VALUE_FORMAT,
          MAINTAINER_DEPRECATED,
          MULTIPLE_INSTRUCTIONS_DISALLOWED,
          NO_EMPTY_CONTINUATION,
          REDUNDANT_TARGET_PLATFORM,
          RESERVED_STAGE_NAME,
          SECRETS_USED_IN_ARG_OR_ENV,
          STAGE_NAME_CASING,
          UNDEFINED_ARG_IN_FROM,
          UNDEFINED_VAR,
          WORKDIR_RELATIVE_PATH);

  private static final ImmutableMap<String, Rule> BY_NAME = Maps.uniqueIndex(ALL, Rule::name);

  private Rules() {}

  /** The rule of that name, if there is one. */
  public static Optional<Rule> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static boolean isExperimental(String name) {
    return named(name).filter(Rule::experimental).isPresent();
  }
}
