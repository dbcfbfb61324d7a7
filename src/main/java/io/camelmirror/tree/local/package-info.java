/**
 * Trees in folders of this machine, by calls of the C library or by java.nio. {@link
 * io.camelmirror.tree.local.LocalSite} chooses. This package imports {@code tree} and {@code
 * posix}.
 */
package io.camelmirror.tree.local;
