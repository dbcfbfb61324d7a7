package io.camelmirror.tree;

/**
 * Whose something is.
 *
 * @param uid the owner's number
 * @param gid the group's number
 */
public record Owner(int uid, int gid) {

  public static Owner of(Entry entry) {
    return new Owner(entry.uid(), entry.gid());
  }
}
