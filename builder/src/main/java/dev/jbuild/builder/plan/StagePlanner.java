package dev.jbuild.builder.plan;

/** Plans a stage, step by step. */
final class StagePlanner {
  private StagePlanner() {}

  /** A step that is wrong is told and left out, so that what is wrong after it is told too. */
  static StageState plan(StageState start, ReachedStage stage, StageContext context) {
    InstructionPlanner planner = new InstructionPlanner(context);
    StageState state = start;
    for (Step step : stage.steps()) {
      try {
        state = planner.plan(state, step);
      } catch (Refusal e) {
        context.problems().add(e.diagnostic());
      }
    }
    return state.settled();
  }
}
