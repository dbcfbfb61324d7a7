/**
 * Makes changes real, and counts what came of them. This package is the only one that writes; it
 * imports {@code diff} and {@code tree}.
 */
package io.camelmirror.apply;
