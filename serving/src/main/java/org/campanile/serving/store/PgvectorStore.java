package org.campanile.serving.store;

import com.pgvector.PGvector;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.campanile.core.CampanileException;

/**
 * Vectors in PostgreSQL with the extension pgvector: a table of each version, and a view by whose name readers search.
 *
 * <pre>
 * campanile_items_v0123456789abcdef   id text primary key, vector vector(64); HNSW index by inner product
 * campanile_items                     view: id, vector, version
 *
 * SELECT id, -(vector {@literal <#>} '[...]') AS score FROM campanile_items ORDER BY vector {@literal <#>} '[...]' LIMIT 50
 * </pre>
 *
 * <p>The view is replaced in one transaction: a statement sees one version from its beginning to its end. Dropping a version
 * waits for the statements that read it.
 */
public final class PgvectorStore implements VectorStore {
    private final String url;
    private final StoreNames names;
    private final Connection connection;

    private PgvectorStore(String url, StoreNames names, Connection connection) {
        this.url = url;
        this.names = names;
        this.connection = connection;
    }

    /**
     * Connects, and makes the extension if it is missing and the user may.
     *
     * @param url      such as {@code jdbc:postgresql://host/database}, without a password
     * @param user     empty for the one that the URL or the machine names
     * @param password empty for none
     * @param name     of the view
     * @throws CampanileException when there is no connection, or no extension
     */
    public static PgvectorStore connect(String url, String user, String password, String name) {
        if (!url.startsWith("jdbc:postgresql:") || url.contains("password=")) {
            throw new CampanileException("--url is "
                    + (url.contains("password=")
                            ? "a URL with a password: leave it out, and set it in the environment."
                            : "'" + url + "': give one such as jdbc:postgresql://host/database."));
        }
        StoreNames names = new StoreNames(name);
        try {
            return new PgvectorStore(url, names, open(url, user, password));
        } catch (SQLException e) {
            throw new CampanileException("PostgreSQL at " + url + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Connection open(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        // Rows of a batch travel in one statement.
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("ApplicationName", "campanile");
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        Connection connection = DriverManager.getConnection(url, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
            PGvector.addVectorType(connection);
            return connection;
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
    }

    @Override
    public String location() {
        return url + " as " + names.name();
    }

    @Override
    public List<String> versions() {
        return run("its tables cannot be listed", () -> {
            List<String> tables = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(
                            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            return names.versions(tables);
        });
    }

    @Override
    public Optional<String> active() {
        return run("the view cannot be read", () -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT obj_description(to_regclass(?), 'pg_class')")) {
                statement.setString(1, names.name());
                try (ResultSet found = statement.executeQuery()) {
                    found.next();
                    return Optional.ofNullable(found.getString(1));
                }
            }
        });
    }

    @Override
    public StoredVersion open(VectorSet set) {
        return PgvectorVersion.open(this, set, names.of(set.version()));
    }

    /* The view's comment names its version: it changes in the same transaction. */
    @Override
    public void activate(VectorSet set) {
        if (active().equals(Optional.of(set.version()))) {
            return;
        }
        String select = "SELECT id, vector, '" + set.version() + "'::text AS version FROM " + names.of(set.version());
        transaction("the version cannot be switched", () -> {
            try (Statement statement = connection.createStatement()) {
                // Replacing it keeps what others were granted, but also the column's type, which knows the vectors'
                // length.
                if (viewLength().equals(Optional.of(set.dim()))) {
                    statement.execute("CREATE OR REPLACE VIEW " + names.name() + " AS " + select);
                } else {
                    statement.execute("DROP VIEW IF EXISTS " + names.name());
                    statement.execute("CREATE VIEW " + names.name() + " AS " + select);
                }
                statement.execute("COMMENT ON VIEW " + names.name() + " IS '" + set.version() + "'");
            }
        });
    }

    /** Length of the vectors that readers see. */
    private Optional<Integer> viewLength() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT atttypmod FROM pg_attribute WHERE attrelid = to_regclass(?) AND attname = 'vector'")) {
            statement.setString(1, names.name());
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getInt(1)) : Optional.empty();
            }
        }
    }

    @Override
    public void drop(String version) {
        run("version " + version + " cannot be dropped", () -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("DROP TABLE " + names.of(version));
            }
        });
    }

    Connection connection() {
        return connection;
    }

    /** What is done with the connection. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** The same without a result. */
    @FunctionalInterface
    interface Change {
        void run() throws SQLException;
    }

    /** Does the work; a failure names the store. */
    <T> T run(String failure, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new CampanileException("In " + location() + " " + failure + ": " + e.getMessage(), e);
        }
    }

    /** Does all of it or nothing. */
    void transaction(String failure, Change change) {
        run(failure, () -> {
            connection.setAutoCommit(false);
            try {
                change.run();
                connection.commit();
                return change;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    @Override
    public void close() {
        run("the connection cannot be closed", () -> {
            connection.close();
            return connection;
        });
    }
}
