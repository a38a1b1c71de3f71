package org.campanile.serving.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.FileStore;
import org.jspecify.annotations.Nullable;

/** The rows of the file that an exposure log writes next, one for each item shown. For one thread. */
final class ExposureRows {
    static final String USER = "user";
    static final String ITEM = "item";
    static final String TIME = "time";
    static final String EXPERIMENT = "experiment";
    static final String ARM = "arm";
    static final String SHARES = "shares";

    private final ExposureLogSettings settings;
    private final List<Row> rows = new ArrayList<>();
    private @Nullable Instant begun;

    ExposureRows(ExposureLogSettings settings) {
        this.settings = settings;
    }

    void add(Exposure exposure, Instant now) {
        if (begun == null) {
            begun = now;
        }
        for (int place = 0; place < exposure.items().size(); place++) {
            rows.add(new Row(exposure, place));
        }
    }

    int size() {
        return rows.size();
    }

    /** How long the file may still wait for more rows; zero when it must be written. */
    Duration patience(Instant now) {
        if (rows.size() >= settings.rowsPerFile()) {
            return Duration.ZERO;
        }
        Duration left = begun == null ? settings.age() : settings.age().minus(Duration.between(begun, now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Writes the rows; they stay until {@link #clear()}. */
    ShardInfo write(FileStore folder, String name) {
        return TableFile.write(
                folder,
                name,
                List.of(
                        texts("request", row -> row.exposure.request()),
                        texts(USER, row -> row.exposure.user()),
                        longs(TIME, row -> row.exposure.time().toEpochMilli()),
                        texts(EXPERIMENT, row -> row.exposure.assignment().experiment()),
                        texts(ARM, row -> row.exposure.assignment().arm()),
                        texts(SHARES, row -> row.exposure.shares().text()),
                        texts("version", row -> row.exposure.version()),
                        longs("position", row -> row.place + 1L),
                        texts(ITEM, row -> row.exposure.items().get(row.place))));
    }

    void clear() {
        rows.clear();
        begun = null;
    }

    private TableColumn texts(String name, Function<Row, String> value) {
        return new TableColumn.Texts(name, rows.stream().map(value).toArray(String[]::new));
    }

    private TableColumn longs(String name, ToLongFunction<Row> value) {
        return new TableColumn.Longs(name, rows.stream().mapToLong(value).toArray());
    }

    private record Row(Exposure exposure, int place) {}
}
