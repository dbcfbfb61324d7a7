/** The benchmarks: what camel-mirror is compared with, and its inner loops by themselves. */
package io.camelmirror.bench;
