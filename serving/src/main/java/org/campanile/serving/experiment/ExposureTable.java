package org.campanile.serving.experiment;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.FileStore;

/** What comparisons need of a file of an exposure log. */
final class ExposureTable {
    private final String location;
    private final List<TableColumn> columns;
    private final String[] users;
    private final String[] items;
    private final String[] experiments;
    private final String[] arms;
    private final String[] shares;
    private final long[] times;

    private ExposureTable(String location, List<TableColumn> columns) {
        this.location = location;
        this.columns = columns;
        this.users = column(ExposureRows.USER, TableColumn.Texts.class).values();
        this.items = column(ExposureRows.ITEM, TableColumn.Texts.class).values();
        this.experiments =
                column(ExposureRows.EXPERIMENT, TableColumn.Texts.class).values();
        this.arms = column(ExposureRows.ARM, TableColumn.Texts.class).values();
        this.shares = column(ExposureRows.SHARES, TableColumn.Texts.class).values();
        this.times = column(ExposureRows.TIME, TableColumn.Longs.class).values();
    }

    /** @throws CampanileException when the file is damaged, or no part of an exposure log */
    static ExposureTable read(FileStore folder, String file) {
        return new ExposureTable(folder.root() + "/" + file, TableFile.read(folder, file));
    }

    private <T extends TableColumn> T column(String name, Class<T> type) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new CampanileException(
                        location + " has no column '" + name + "' as exposure logs have: give the folder of one."));
    }

    int rows() {
        return users.length;
    }

    String user(int row) {
        return users[row];
    }

    String item(int row) {
        return items[row];
    }

    String experiment(int row) {
        return experiments[row];
    }

    String arm(int row) {
        return arms[row];
    }

    /** Of users that each arm should have, as {@link ArmShares#text()} writes them. */
    String shares(int row) {
        return shares[row];
    }

    /** In milliseconds since 1970. */
    long time(int row) {
        return times[row];
    }
}
