/**
 * Makes changes real: {@link io.camelmirror.apply.Applier} applies one change after the other to
 * the replica. This package imports {@code diff} and {@code tree}.
 */
package io.camelmirror.apply;
