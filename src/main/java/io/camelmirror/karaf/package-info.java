/**
 * A mirror for each {@code etc/io.camelmirror-NAME.cfg} of a running Karaf: started and stopped
 * with its file, seen and steered in the shell and through JMX. It imports {@code run} and what is
 * below; nothing imports it.
 */
package io.camelmirror.karaf;
