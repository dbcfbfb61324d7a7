/**
 * Trees on this machine. {@link io.camelmirror.tree.local.LocalSite} opens them through the C
 * library if it is accessible, and through {@code java.nio.file} otherwise. This package imports
 * {@code tree} and {@code posix}.
 */
package io.camelmirror.tree.local;
