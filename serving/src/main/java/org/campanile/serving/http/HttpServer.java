package org.campanile.serving.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import org.campanile.core.CampanileException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty as the service needs it: one address, threads enough to refuse what is too much, and an end that loses nothing. */
final class HttpServer {
    /** Threads beside those at work: for health, for refusals, and for Jetty itself. */
    private static final int SPARE_THREADS = 16;

    private static final Duration IDLE = Duration.ofSeconds(30);
    /** A body that comes more slowly is given up. */
    private static final int LEAST_BYTES_PER_SECOND = 256;

    private final ServiceSettings settings;

    HttpServer(ServiceSettings settings) {
        this.settings = settings;
    }

    void configure(JavalinConfig config) {
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(this::prepare);
        config.jetty.addConnector((jetty, http) -> connector(jetty));
    }

    /** @throws CampanileException when the address cannot be listened on */
    void start(Javalin javalin) {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new CampanileException("The service cannot listen on " + settings.host() + ":" + settings.port()
                    + ", which another process may use: choose another port.", e);
        }
    }

    private QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(settings.places() + SPARE_THREADS);
        threads.setName("http");
        return threads;
    }

    private void prepare(Server server) {
        server.setStopTimeout(settings.draining().toMillis());
        // Counts requests in flight, for which stopping waits; the calls are put inside it.
        server.setHandler(new StatisticsHandler());
        server.setErrorHandler(new ProtocolErrors());
    }

    private ServerConnector connector(Server server) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setMinRequestDataRate(LEAST_BYTES_PER_SECOND);
        ServerConnector connector = settings.tls()
                .map(tls -> secure(server, http, tls))
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }

    private static ServerConnector secure(Server server, HttpConfiguration http, TlsSettings tls) {
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStorePath(tls.keystore().toString());
        context.setKeyStorePassword(tls.password());
        return new ServerConnector(
                server, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(http));
    }
}
