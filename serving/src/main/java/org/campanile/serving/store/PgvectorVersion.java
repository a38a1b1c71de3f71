package org.campanile.serving.store;

import com.pgvector.PGvector;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;

/** The table of one version in PostgreSQL. */
final class PgvectorVersion implements StoredVersion {
    /** The longest vectors that pgvector's indices of type vector take. */
    private static final int MOST_INDEXED = 2_000;

    private static final float[] NONE = {};

    private final PgvectorStore store;
    private final VectorSet set;
    private final String table;

    private PgvectorVersion(PgvectorStore store, VectorSet set, String table) {
        this.store = store;
        this.set = set;
        this.table = table;
    }

    static PgvectorVersion open(PgvectorStore store, VectorSet set, String table) {
        if (set.kind() == VectorKind.ITEMS && set.dim() > MOST_INDEXED) {
            throw new CampanileException("Vectors of version " + set.version() + " have " + set.dim()
                    + " numbers: pgvector's HNSW index takes at most " + MOST_INDEXED + ".");
        }
        PgvectorVersion version = new PgvectorVersion(store, set, table);
        version.execute("CREATE TABLE IF NOT EXISTS " + table + " (id text PRIMARY KEY, vector vector(" + set.dim()
                + ") NOT NULL)");
        return version;
    }

    @Override
    public long count() {
        return store.run("rows of " + table + " cannot be counted", () -> {
            try (Statement statement = store.connection().createStatement();
                    ResultSet found = statement.executeQuery("SELECT count(*) FROM " + table)) {
                found.next();
                return found.getLong(1);
            }
        });
    }

    /* Batches are transactions, and come in the set's order. */
    @Override
    public int resumeAt(int batchSize) {
        return (int) Math.min(count(), set.rows());
    }

    @Override
    public void write(VectorBatch batch) {
        store.transaction("rows of " + table + " cannot be written", () -> {
            String insert = "INSERT INTO " + table + " (id, vector) VALUES (?, ?) ON CONFLICT (id) DO NOTHING";
            try (PreparedStatement statement = store.connection().prepareStatement(insert)) {
                for (int row = 0; row < batch.size(); row++) {
                    statement.setString(1, batch.id(row));
                    statement.setObject(2, new PGvector(batch.vector(row)));
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    /* Made after the rows, which is several times faster than beside them. Users' vectors are looked up by id alone. */
    @Override
    public void index() {
        if (set.kind() == VectorKind.ITEMS) {
            execute("CREATE INDEX IF NOT EXISTS " + table + "_hnsw ON " + table
                    + " USING hnsw (vector vector_ip_ops) WITH (m = 16, ef_construction = 100)");
        }
        execute("ANALYZE " + table);
    }

    @Override
    public List<float[]> fetch(List<String> ids) {
        Map<String, float[]> found = store.run("rows of " + table + " cannot be read", () -> select(ids));
        return ids.stream().map(id -> found.getOrDefault(id, NONE)).toList();
    }

    private Map<String, float[]> select(List<String> ids) throws SQLException {
        Map<String, float[]> vectors = new HashMap<>();
        Array wanted = store.connection().createArrayOf("text", ids.toArray());
        try (PreparedStatement statement =
                store.connection().prepareStatement("SELECT id, vector FROM " + table + " WHERE id = ANY (?)")) {
            statement.setArray(1, wanted);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    vectors.put(rows.getString(1), ((PGvector) rows.getObject(2)).toArray());
                }
            }
        }
        return vectors;
    }

    /* An index search finds at most hnsw.ef_search rows, by default 40. */
    @Override
    public List<List<String>> search(List<float[]> queries, int k) {
        execute("SET hnsw.ef_search = " + 2 * k);
        return store.run(table + " cannot be searched", () -> {
            List<List<String>> results = new ArrayList<>();
            String search = "SELECT id FROM " + table + " ORDER BY vector <#> ? LIMIT " + k;
            try (PreparedStatement statement = store.connection().prepareStatement(search)) {
                for (float[] query : queries) {
                    statement.setObject(1, new PGvector(query));
                    results.add(ids(statement));
                }
            }
            return results;
        });
    }

    private static List<String> ids(PreparedStatement statement) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private void execute(String sql) {
        store.run(table + " cannot be changed", () -> {
            try (Statement statement = store.connection().createStatement()) {
                return statement.execute(sql);
            }
        });
    }
}
