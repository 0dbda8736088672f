package dev.jbuild.builder.plan;

import com.google.common.collect.ImmutableList;
import dev.jbuild.parser.ast.CopyFlags;
import dev.jbuild.parser.ast.CopySource;
import dev.jbuild.parser.ast.Heredoc;
import dev.jbuild.parser.ast.Instruction.Add;
import dev.jbuild.parser.ast.Instruction.Copy;
import dev.jbuild.parser.ast.Word;

/** What COPY and ADD have in common. */
record CopyInstruction(
    boolean isAdd, CopyFlags flags, ImmutableList<CopySource> sources, Word destination) {

  static CopyInstruction of(Copy copy) {
    return new CopyInstruction(false, copy.flags(), copy.sources(), copy.destination());
  }

  static CopyInstruction of(Add add) {
    return new CopyInstruction(true, add.flags(), add.sources(), add.destination());
  }

  String name() {
    return isAdd ? "ADD" : "COPY";
  }

  ImmutableList<Word> paths() {
    ImmutableList.Builder<Word> paths = ImmutableList.builder();
    for (CopySource source : sources) {
      if (source instanceof CopySource.Path path) {
        paths.add(path.word());
      }
    }
    return paths.build();
  }

  ImmutableList<Heredoc> heredocs() {
    ImmutableList.Builder<Heredoc> heredocs = ImmutableList.builder();
    for (CopySource source : sources) {
      if (source instanceof CopySource.Inline inline) {
        heredocs.add(inline.heredoc());
      }
    }
    return heredocs.build();
  }
}
