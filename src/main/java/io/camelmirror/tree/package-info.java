/**
 * What is on disk: entries, listings, names. This package only reads; it imports no other package
 * of camel-mirror and nothing of Camel.
 */
package io.camelmirror.tree;
