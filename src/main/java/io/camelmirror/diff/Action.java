package io.camelmirror.diff;

/** The action that makes the replica match the source at one path. */
public enum Action {
  /** The replica has no entry. */
  CREATE("copy"),
  /** The kind is the same but the content differs. */
  UPDATE("copy"),
  /** The replica has an entry of another kind. */
  REPLACE("replace"),
  /** The content is the same but permissions or times differ. */
  ATTRIBUTES("set the attributes of"),
  /** The replica has the entry at an old path, where the source no longer has it. */
  MOVE("move"),
  /** The source has no entry. */
  DELETE("delete");

  private final String verb;

  Action(String verb) {
    this.verb = verb;
  }

  /** What is attempted, for messages: "copy", followed by the path. */
  public String verb() {
    return verb;
  }
}
