package dev.jbuild.testkit.fuzz;

import java.util.List;
import java.util.Random;

/** Changes texts in a few places: cuts, inserts, replaces, and puts texts into each other. */
public final class TextMutation {
  private static final String[] SNIPPETS = {
    "\\",
    "\\\n",
    "\n",
    "\r\n",
    "<<EOF",
    "EOF\n",
    "\"",
    "'",
    "[",
    "]",
    "[\"a\"",
    "--",
    "=",
    "$",
    "${",
    "#",
    "# escape=`\n",
    "`",
    " ",
    "\t",
    "FROM ",
    "ONBUILD ",
    "\uFEFF",
    "\0",
    "🚀",
    "\u00a0",
    "$((",
    "--mount=",
    "${a:-",
    "}",
    "!",
    "**",
    "/",
    "\ud800"
  };

  private final List<String> corpus;

  public TextMutation(List<String> corpus) {
    this.corpus = List.copyOf(corpus);
  }

  /** One of the texts, changed. */
  public String next(Random random) {
    StringBuilder text = new StringBuilder(corpus.get(random.nextInt(corpus.size())));
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, SNIPPETS[random.nextInt(SNIPPETS.length)]);
        case 2 -> text.replace(from, to, SNIPPETS[random.nextInt(SNIPPETS.length)]);
        default -> text.insert(from, corpus.get(random.nextInt(corpus.size())));
      }
    }
    return text.toString();
  }
}
