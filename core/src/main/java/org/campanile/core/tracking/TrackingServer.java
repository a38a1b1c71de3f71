package org.campanile.core.tracking;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MLflow tracking server and how to log in there: {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD},
 * or {@code MLFLOW_TRACKING_TOKEN}; of Databricks {@code DATABRICKS_HOST} and {@code DATABRICKS_TOKEN}, else the job's own
 * or those of {@code ~/.databrickscfg}, which the MLflow client finds. Credentials come from the environment alone and are
 * never shown.
 */
final class TrackingServer {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingServer.class);
    private static final String URI_VARIABLE = "MLFLOW_TRACKING_URI";

    private final String uri;
    private final @Nullable String user;
    private final @Nullable String password;
    private final @Nullable String token;
    private final @Nullable String databricksHost;
    private final @Nullable String databricksToken;

    private TrackingServer(String uri, Map<String, String> environment) {
        this.uri = uri;
        user = environment.get("MLFLOW_TRACKING_USERNAME");
        password = environment.get("MLFLOW_TRACKING_PASSWORD");
        token = environment.get("MLFLOW_TRACKING_TOKEN");
        databricksHost = environment.get("DATABRICKS_HOST");
        databricksToken = environment.get("DATABRICKS_TOKEN");
    }

    /**
     * The server that is configured, else that of the environment. A URI in the environment is often meant for other
     * tools, so one that is of no use here is only warned about.
     *
     * @param origin what the user calls the place where it is configured
     */
    static Optional<TrackingServer> find(String configured, String origin, Map<String, String> environment) {
        if (!configured.isBlank()) {
            return Optional.of(of(configured, origin, environment));
        }
        String fallback = environment.getOrDefault(URI_VARIABLE, "");
        if (fallback.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(fallback, URI_VARIABLE, environment));
        } catch (CampanileException e) {
            LOG.warn("{} It is ignored.", e.getMessage());
            return Optional.empty();
        }
    }

    /** @throws CampanileException when the URI is of another kind, names no host, or holds a password */
    static TrackingServer of(String uri, String origin, Map<String, String> environment) {
        String address = uri.strip().replaceAll("/+$", "");
        if (address.equals("databricks") || address.startsWith("databricks:")) {
            return new TrackingServer(uri.strip(), environment);
        }
        if (!address.matches("(?i)https?:.*")) {
            throw new CampanileException(
                    "%s is '%s', which is not the address of an MLflow server; allowed: http://..., https://..., databricks and databricks://PROFILE."
                            .formatted(origin, uri));
        }
        URI parsed = parse(address, origin);
        String authority = parsed.getRawAuthority() == null ? "" : parsed.getRawAuthority();
        if (authority.contains("@")) {
            throw new CampanileException(
                    "%s holds a user or password for %s: give them by MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD."
                            .formatted(origin, authority.replaceFirst(".*@", "")));
        }
        if (parsed.getHost() == null) {
            throw new CampanileException(
                    "%s is '%s', which names no host; allowed: names of letters, digits, hyphens and dots, such as http://mlflow.example:5000."
                            .formatted(origin, uri));
        }
        return new TrackingServer(address, environment);
    }

    /** The message leaves the URI out, since it may hold a password. */
    private static URI parse(String address, String origin) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new CampanileException(
                    "%s is not a valid URI: %s at position %d.".formatted(origin, e.getReason(), e.getIndex()));
        }
    }

    /** Whether it is a workspace of Databricks. */
    boolean isDatabricks() {
        return uri.startsWith("databricks");
    }

    /** What to do about it when the server does not know who we are. */
    String loginAdvice() {
        if (isDatabricks()) {
            return "set DATABRICKS_HOST and DATABRICKS_TOKEN, or write them into ~/.databrickscfg";
        }
        if (user != null && password != null) {
            return "check MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD";
        }
        return token != null
                ? "check MLFLOW_TRACKING_TOKEN"
                : "set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD";
    }

    String uri() {
        return uri;
    }

    MlflowClient newClient() {
        if (uri.equals("databricks") && databricksHost != null && databricksToken != null) {
            return new MlflowClient(new BasicMlflowHostCreds(databricksHost, databricksToken));
        }
        if (isDatabricks()) {
            return new MlflowClient(uri);
        }
        return new MlflowClient(
                user != null && password != null
                        ? new BasicMlflowHostCreds(uri, user, password)
                        : new BasicMlflowHostCreds(uri, token));
    }

    /** Value of the {@code Authorization} header for requests past the client. */
    Optional<String> authorization() {
        if (user != null && password != null) {
            byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(login));
        }
        return Optional.ofNullable(token).map(value -> "Bearer " + value);
    }

    @Override
    public String toString() {
        return uri;
    }
}
