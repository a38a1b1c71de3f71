package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputAuditTest {
    private static final StructType COLUMNS =
            new StructType().add(RawData.REASON, DataTypes.StringType).add(RawData.RAW, DataTypes.StringType);

    @TempDir
    Path folder;

    @Test
    void firstThousandRejectedRowsAreKeptPerReason() throws IOException {
        List<Row> rows = IntStream.range(0, 1200)
                .mapToObj(row -> RowFactory.create(row < 1100 ? "broken" : null, row < 1100 ? "line " + row : null))
                .toList();
        InputAudit audit =
                new InputAudit(1, new LocalFileStore(folder), new LocalFileStore(folder.resolve("failures")));

        InputCounts counts = audit.audit("examples", spark().createDataFrame(rows, COLUMNS));

        assertThat(counts.read()).isEqualTo(1200);
        assertThat(counts.used()).isEqualTo(100);
        assertThat(counts.rejected()).containsEntry("broken", 1100L);
        assertThat(Files.readAllLines(folder.resolve("rejected/examples-broken.jsonl")))
                .hasSize(1000)
                .startsWith("{\"row\":\"line 0\"}")
                .endsWith("{\"row\":\"line 999\"}");
    }
}
