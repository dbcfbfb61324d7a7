/**
 * The {@code mirror:} component, Camel's file component with a replica. {@link
 * io.camelmirror.camel.MirrorEndpoint} makes its consumers and producers: each change of a pass
 * goes out as an exchange, and what became of it comes back. This package imports {@code pass} and
 * the packages below it.
 *
 * <p>{@link io.camelmirror.camel.MirrorConstants} has the headers of an exchange. To hear of
 * passes, bind a {@link io.camelmirror.pass.PassListener} in Camel's registry.
 */
package io.camelmirror.camel;
