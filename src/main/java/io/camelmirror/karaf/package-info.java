/**
 * Mirrors inside Karaf: {@link io.camelmirror.karaf.Mirrors} hands each {@code
 * etc/io.camelmirror-NAME.cfg} to the supervisor; the shell and JMX show the mirrors and control
 * them. This package imports {@code run} and the packages below it; nothing imports this one.
 */
package io.camelmirror.karaf;
