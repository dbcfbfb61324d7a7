package io.camelmirror.pass;

/**
 * A guard's decision to delete nothing in a pass.
 *
 * @param guard the guard's name: {@code max-delete} or {@code marker}
 * @param orphans the number of entries kept
 * @param reason the reason and the remedy, for the user
 */
public record Refusal(String guard, long orphans, String reason) {}
