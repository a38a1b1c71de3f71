package org.campanile.spark.collective;

import org.campanile.core.Check;

/**
 * Where a worker can be found.
 *
 * @param jvm          equal for workers that share a JVM
 * @param host         host name or address on which it listens, without brackets
 * @param port         port on which it listens
 * @param stageAttempt attempt of the barrier stage it belongs to
 */
record Endpoint(int rank, String jvm, String host, int port, int stageAttempt) {
    private static final String SEPARATOR = " ";

    /** The form in which workers tell one another; read by {@link #parse}. */
    String text() {
        return String.join(
                SEPARATOR, Integer.toString(rank), jvm, host, Integer.toString(port), Integer.toString(stageAttempt));
    }

    static Endpoint parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        Check.that(parts.length == 5, "an endpoint has five parts, but this one is '%s'", text);
        return new Endpoint(
                Integer.parseInt(parts[0]), parts[1], parts[2], Integer.parseInt(parts[3]), Integer.parseInt(parts[4]));
    }

    /** For messages. */
    String address() {
        return host + ":" + port;
    }

    /** The host of an executor's {@code host:port}, where an IPv6 address stands in brackets. */
    static String hostOf(String address) {
        String host = address.substring(0, address.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
