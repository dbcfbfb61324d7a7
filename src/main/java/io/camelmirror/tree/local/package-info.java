/**
 * Trees of this machine: {@link io.camelmirror.tree.local.LocalSite} opens them, on calls of the C
 * library where they can be made and on {@code java.nio.file} elsewhere. This package imports
 * {@code tree} and {@code posix}.
 */
package io.camelmirror.tree.local;
