package org.campanile.core.tracking;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;

/**
 * Calls of the MLflow client that end within a time limit.
 *
 * <p>The client has no time limits of its own: a server that accepts a connection and stays silent holds the caller for
 * good. So calls are made by a thread of their own, and when one takes too long its client is closed, which closes the
 * connection and sets that thread free; the next call gets new ones. One call at a time; {@link #close} at any time.
 */
final class MlflowConnection implements AutoCloseable {
    /** Tells on the terminal of every connection that ends; kept here, since unused loggers forget their level. */
    private static final Logger HTTP_LOG = Logger.getLogger("org.mlflow_project.apachehttp");

    static {
        HTTP_LOG.setLevel(Level.WARNING);
    }

    private final TrackingServer server;
    private final Duration limit;
    private @Nullable Session session;
    private boolean closed;

    MlflowConnection(TrackingServer server, Duration limit) {
        this.server = server;
        this.limit = limit;
    }

    <T> T call(Function<MlflowClient, T> request) throws SendException {
        Session current = session();
        Future<T> answer = current.caller.submit(() -> request.apply(current.client));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            drop();
            throw SendException.noAnswer(limit, e);
        } catch (InterruptedException e) {
            drop();
            Thread.currentThread().interrupt();
            throw SendException.later("interrupted", e);
        } catch (ExecutionException e) {
            throw SendException.ofClient(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }

    private synchronized Session session() throws SendException {
        if (closed) {
            throw SendException.later("closed", null);
        }
        if (session == null) {
            session = new Session(newClient(), Executors.newSingleThreadExecutor(MlflowConnection::daemon));
        }
        return session;
    }

    /** The client looks for the credentials of Databricks when it is made, and throws whatever it likes. */
    private MlflowClient newClient() throws SendException {
        try {
            return server.newClient();
        } catch (RuntimeException e) {
            throw SendException.refused(
                    "there are no credentials for it (%s); %s".formatted(e.getMessage(), server.loginAdvice()));
        }
    }

    private synchronized void drop() {
        if (session != null) {
            session.caller.shutdownNow();
            // Closing may itself wait for the server, which must not hold up whoever gives up on it.
            daemon(session.client::close).start();
            session = null;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "campanile-mlflow-call");
        thread.setDaemon(true);
        return thread;
    }

    private record Session(MlflowClient client, ExecutorService caller) {}
}
