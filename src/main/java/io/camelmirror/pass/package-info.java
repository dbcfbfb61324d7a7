/**
 * Runs passes. {@link io.camelmirror.pass.Mirror} locks the replica, opens both trees, marches a
 * scope, hands each change to a {@link io.camelmirror.pass.ChangeSink}, holds orphans, asks the
 * guards, reconciles, and reports to each {@link io.camelmirror.pass.PassListener}. It runs without
 * Camel and imports {@code apply}, {@code diff} and {@code tree}.
 */
package io.camelmirror.pass;
