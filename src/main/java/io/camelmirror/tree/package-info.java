/**
 * What stands in a tree, and the seam to file systems: {@link io.camelmirror.tree.Tree} and {@link
 * io.camelmirror.tree.Directory} read; {@link io.camelmirror.tree.WritableTree}, which only a
 * {@link io.camelmirror.tree.Site} hands out for a replica, can write. {@link
 * io.camelmirror.tree.Entry} is what stands at one path. This package imports only {@code posix},
 * to know who the user is.
 */
package io.camelmirror.tree;
