package org.campanile.serving.http;

import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;
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

    /** Connections that may wait to be taken. */
    private static final int BACKLOG = 256;

    private static final Duration IDLE = Duration.ofSeconds(30);
    /** A body that comes more slowly is given up. */
    private static final int LEAST_BYTES_PER_SECOND = 256;

    private final ServiceSettings settings;
    private final ServerSocketChannel socket;
    private final Optional<SslContextFactory.Server> certificate;

    /** @throws CampanileException when the keystore cannot be read, or the address cannot be listened on */
    HttpServer(ServiceSettings settings) {
        this.settings = settings;
        this.certificate = settings.tls().map(HttpServer::certificate);
        this.socket = bind(settings);
    }

    private static SslContextFactory.Server certificate(TlsSettings tls) {
        SslContextFactory.Server certificate = new SslContextFactory.Server();
        certificate.setKeyStorePath(tls.keystore().toString());
        certificate.setKeyStorePassword(tls.password());
        try {
            certificate.start();
            return certificate;
        } catch (Exception e) { // Jetty declares no more than that.
            throw new CampanileException(
                    "The keystore " + tls.keystore() + " cannot be used, with the password given: " + e.getMessage(),
                    e);
        }
    }

    /* Here rather than by Jetty, which would start half of itself before it finds out. */
    private static ServerSocketChannel bind(ServiceSettings settings) {
        try {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                return socket.bind(
                        new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()), BACKLOG);
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CampanileException(
                    "The service cannot listen on " + settings.host() + ":" + settings.port() + ": " + e.getMessage()
                            + "; choose another address or port.",
                    e);
        }
    }

    void configure(JavalinConfig config) {
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(this::prepare);
        config.jetty.addConnector((jetty, http) -> connector(jetty));
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
        ServerConnector connector = certificate
                .map(tls -> secure(server, http, tls))
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        connector.setHost(settings.host());
        connector.setIdleTimeout(IDLE.toMillis());
        try {
            connector.open(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }

    private static ServerConnector secure(Server server, HttpConfiguration http, SslContextFactory.Server certificate) {
        // Clients may call the service by another name than the certificate's, such as its address.
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ServerConnector(
                server, new SslConnectionFactory(certificate, "http/1.1"), new HttpConnectionFactory(http));
    }
}
