/**
 * The {@code mirror:} component: Camel's file component with a replica. Here changes become
 * exchanges and exchanges become applied changes. It imports {@code apply}, {@code diff} and {@code
 * tree}.
 *
 * <p>The names a route needs are in {@link io.camelmirror.camel.MirrorConstants}; who wants to hear
 * of finished passes binds a {@link io.camelmirror.camel.PassListener} in Camel's registry.
 */
package io.camelmirror.camel;
