/**
 * A mirror's settings, and the mirrors that run with them on camel-main: {@link
 * io.camelmirror.run.Supervisor} starts, reconfigures and stops them for the command line and for
 * Karaf. This package imports {@code camel} and the packages below it; only {@code cli} and {@code
 * karaf} import this one.
 */
package io.camelmirror.run;
