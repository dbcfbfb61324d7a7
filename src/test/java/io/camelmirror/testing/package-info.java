/**
 * Tools that several rooms' tests share. {@link io.camelmirror.testing.TreeSnapshot} is the only
 * way to compare trees; {@link io.camelmirror.testing.RandomTree} and {@link
 * io.camelmirror.testing.RandomEdits} make trees at random.
 */
package io.camelmirror.testing;
