/**
 * Applies changes: {@link io.camelmirror.apply.Applier} applies single changes to the replica. This
 * package imports {@code diff} and {@code tree}.
 */
package io.camelmirror.apply;
