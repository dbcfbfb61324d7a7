/**
 * Calls of the Linux C library that {@code java.nio.file} lacks or offers only for whole paths.
 * This package knows nothing of mirrors; the other packages of the engine import it.
 */
package io.camelmirror.posix;
