/**
 * The {@code mirror:} component, Camel's file component with a replica. {@link
 * io.camelmirror.camel.MirrorEndpoint} creates its consumers and producers: each change of a pass
 * goes out as an exchange, and its outcome comes back. This package imports {@code pass} and the
 * packages below it.
 *
 * <p>{@link io.camelmirror.camel.MirrorConstants} lists the headers of an exchange. To receive the
 * events of passes, bind a {@link io.camelmirror.pass.PassListener} in Camel's registry.
 */
package io.camelmirror.camel;
