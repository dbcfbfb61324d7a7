/**
 * What should change: {@link io.camelmirror.diff.March} walks both trees side by side, and {@link
 * io.camelmirror.diff.Comparison} is the rule for one pair of entries, without any I/O. This
 * package writes nothing; it imports {@code tree}.
 */
package io.camelmirror.diff;
