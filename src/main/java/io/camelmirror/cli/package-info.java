/** The command line, on camel-main. It imports every other package; nothing imports it. */
package io.camelmirror.cli;
