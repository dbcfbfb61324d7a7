package io.camelmirror.pass;

/**
 * A guard's word that nothing is to be deleted in a pass.
 *
 * @param guard the guard's name: {@code max-delete} or {@code marker}
 * @param orphans how many entries it kept
 * @param reason why, and what to do, for people
 */
public record Refusal(String guard, long orphans, String reason) {}
