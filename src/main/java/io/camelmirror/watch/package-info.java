/**
 * Hears of changes in the source and asks for passes over what changed. {@link
 * io.camelmirror.watch.SourceWatch} is the class to start with.
 */
package io.camelmirror.watch;
