package io.camelmirror.apply;

import io.camelmirror.tree.Trees;

/**
 * What the changes of one pass have in common.
 *
 * @param trees both trees, held open
 * @param trash where goes what is deleted or overwritten; null for nowhere
 */
record Pass(Trees trees, Trash trash) {}
