/**
 * Entries, and the interfaces to file systems: {@link io.camelmirror.tree.Tree} and {@link
 * io.camelmirror.tree.Directory} read; only a {@link io.camelmirror.tree.WritableTree}, which a
 * {@link io.camelmirror.tree.Site} opens for the replica, can write. An {@link
 * io.camelmirror.tree.Entry} describes one path. This package imports only {@code posix}, to
 * identify the user.
 */
package io.camelmirror.tree;
