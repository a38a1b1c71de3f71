package org.campanile.serving.http;

import java.time.Duration;
import java.util.Optional;
import org.campanile.core.CampanileException;

/**
 * How the service is reached and what it takes on.
 *
 * @param host     address to listen on
 * @param port     0: any free one
 * @param tls      empty: plain HTTP
 * @param places   requests that are worked on at a time, from 1 on; one more is answered 503
 * @param timeout  of a request, from its arrival on; more than nothing
 * @param draining how long the end of the service waits for requests in flight
 */
public record ServiceSettings(
        String host,
        int port,
        Optional<TlsSettings> tls,
        AccessSettings access,
        RequestLimits limits,
        int places,
        Duration timeout,
        Duration draining) {
    private static final int PORTS = 65_536;

    public ServiceSettings {
        if (port < 0 || port >= PORTS) {
            throw new CampanileException("--port is " + port + "; allowed: [0, 65535].");
        }
        if (places < 1) {
            throw new CampanileException("--requests is " + places + "; allowed: [1, inf).");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new CampanileException("--timeout is " + timeout.toMillis() + " ms; allowed: (0, inf).");
        }
        if (draining.isNegative()) {
            throw new CampanileException("--draining is " + draining.toSeconds() + " s; allowed: [0, inf).");
        }
    }
}
