/**
 * Finds the changes needed. {@link io.camelmirror.diff.March} walks both trees side by side, and
 * {@link io.camelmirror.diff.Comparison} decides on one pair of entries without I/O. This package
 * writes nothing; it imports {@code tree}.
 */
package io.camelmirror.diff;
