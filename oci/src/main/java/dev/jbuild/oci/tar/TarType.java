package dev.jbuild.oci.tar;

/** Types of tar entries, as their headers mark them. */
public enum TarType {
  REGULAR_FILE('0'),
  HARD_LINK('1'),
  SYMLINK('2'),
  CHARACTER_DEVICE('3'),
  BLOCK_DEVICE('4'),
  DIRECTORY('5'),
  FIFO('6'),
  PAX_HEADER('x');

  private final char flag;

  TarType(char flag) {
    this.flag = flag;
  }

  char flag() {
    return flag;
  }
}
