/** The commands {@code mirror:*} of Karaf's shell. */
package io.camelmirror.karaf.shell;
