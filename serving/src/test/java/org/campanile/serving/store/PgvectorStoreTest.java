package org.campanile.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgvectorStoreTest extends VectorStoreContract {
    private static PgliteServer server;
    private static int tests;

    @BeforeAll
    static void startServer() throws Exception {
        server = PgliteServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private String name = "";

    @Override
    VectorStore connect() {
        name = "items_" + tests++;
        return PgvectorStore.connect(server.url(), "postgres", "", name);
    }

    @Override
    Set<String> read() throws SQLException {
        return new TreeSet<>(query("SELECT DISTINCT version FROM " + name));
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(server.url(), "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void readersOfTheViewSearchByTheIndex() throws SQLException {
        try (PgvectorStore store = PgvectorStore.connect(server.url(), "postgres", "", "searched")) {
            new ExportJob(vectors(OLD), store, new ExportSettings(500, 0.9, 1)).run();
        }

        // Of so few rows all would be read.
        execute("SET enable_seqscan = off");
        List<String> plan = query("EXPLAIN SELECT id FROM searched ORDER BY vector <#> '[1,0,0,0,0,0,0,0]' LIMIT 3");
        execute("RESET enable_seqscan");

        assertThat(String.join("\n", plan)).contains("Index Scan using searched_v" + OLD + "_hnsw");
    }

    @Test
    void vectorsMayGetAnotherLengthAndGrantsStayWhereTheyDoNot() throws SQLException {
        execute("CREATE ROLE reader");
        ExportSettings settings = new ExportSettings(100, 0.9, 1);
        try (PgvectorStore store = PgvectorStore.connect(server.url(), "postgres", "", "growing")) {
            new ExportJob(new RandomVectors(OLD, 60, 4, 1), store, settings).run();
            execute("GRANT SELECT ON growing TO reader");
            new ExportJob(new RandomVectors(NEW, 60, 4, 2), store, settings).run();
            assertThat(query("SELECT has_table_privilege('reader', 'growing', 'SELECT')"))
                    .containsExactly("t");

            new ExportJob(new RandomVectors("cc", 60, 6, 3), store, settings).run();
            assertThat(store.active()).contains("cc");
            assertThat(query("SELECT vector_dims(vector) FROM growing LIMIT 1")).containsExactly("6");
        }
    }

    @Test
    void wrongAddressesAreRefusedWithoutTheirPasswords() {
        assertThatThrownBy(() -> PgvectorStore.connect("jdbc:postgresql://h/d?password=hush", "", "", "items"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("set it in the environment")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> PgvectorStore.connect("localhost:5432", "", "", "items"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("'localhost:5432': give one such as jdbc:postgresql://host/database");
        assertThatThrownBy(() -> PgvectorStore.connect(server.url(), "postgres", "", "items; DROP TABLE x"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("--name is 'items; DROP TABLE x'");
        assertThatThrownBy(() -> PgvectorStore.connect("jdbc:postgresql://127.0.0.1:1/x", "u", "hush", "items"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x cannot be used")
                .hasMessageNotContaining("hush");
    }
}
