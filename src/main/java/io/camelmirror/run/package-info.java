/**
 * A mirror's settings, and its routes started with them on camel-main: what the command line and
 * Karaf have in common. It imports {@code camel} and what is below; only {@code cli} and {@code
 * karaf} import it.
 */
package io.camelmirror.run;
