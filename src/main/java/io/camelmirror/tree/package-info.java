/**
 * The seam between the engine and what it mirrors: trees, directories, files and their entries, to
 * be read and, in a replica, to be written. {@link io.camelmirror.tree.Site} opens them. This
 * package imports no other package of camel-mirror and nothing of Camel.
 */
package io.camelmirror.tree;
