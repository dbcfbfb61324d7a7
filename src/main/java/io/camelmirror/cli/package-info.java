/** The command line. It imports {@code run} and what is below; nothing imports it. */
package io.camelmirror.cli;
