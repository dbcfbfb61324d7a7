/**
 * Calls of the Linux C library that {@code java.nio.file} lacks, or has only by whole paths. Knows
 * nothing of mirrors; the other packages of the engine import it.
 */
package io.camelmirror.posix;
