package org.campanile.serving.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.FileStore;

/** The files of one version, each a batch; their names say where in the set they begin. */
final class ParquetVersion implements StoredVersion {
    private static final float[] NONE = {};

    private final FileStore folder;
    private final VectorSet set;

    ParquetVersion(FileStore folder, VectorSet set) {
        this.folder = folder;
        this.set = set;
    }

    @Override
    public long count() {
        return parts().stream().mapToLong(part -> TableFile.rows(folder, part)).sum();
    }

    /* Written in order, so that what is there has no gaps. */
    @Override
    public int resumeAt(int batchSize) {
        return (int) Math.min(count(), set.rows());
    }

    @Override
    public void write(VectorBatch batch) {
        String[] versions = new String[batch.size()];
        Arrays.fill(versions, set.version());
        TableFile.write(
                folder,
                "part-%010d.parquet".formatted(batch.first()),
                List.of(
                        new TableColumn.Texts("id", batch.ids()),
                        new TableColumn.Vectors("vector", batch.dim(), batch.numbers()),
                        new TableColumn.Texts("version", versions)));
    }

    @Override
    public void index() {
        // Files have none.
    }

    @Override
    public List<float[]> fetch(List<String> ids) {
        Set<String> wanted = new HashSet<>(ids);
        Map<String, float[]> found = new HashMap<>();
        forEachBatch(batch -> {
            for (int row = 0; row < batch.size(); row++) {
                if (wanted.contains(batch.id(row))) {
                    found.put(batch.id(row), batch.vector(row));
                }
            }
        });
        return ids.stream().map(id -> found.getOrDefault(id, NONE)).toList();
    }

    /* Files are not searched: this finds what one would find who reads them all. */
    @Override
    public List<List<String>> search(List<float[]> queries, int k) {
        try (VectorScan search = new VectorScan(set.rows(), set.dim())) {
            forEachBatch(search::add);
            return search.search(queries, k);
        }
    }

    private void forEachBatch(Consumer<VectorBatch> consumer) {
        int first = 0;
        for (String part : parts()) {
            List<TableColumn> columns = TableFile.read(folder, part);
            if (columns.get(0) instanceof TableColumn.Texts ids
                    && columns.get(1) instanceof TableColumn.Vectors vectors
                    && vectors.length() == set.dim()) {
                consumer.accept(new VectorBatch(first, ids.values(), vectors.values()));
                first += ids.rows();
            } else {
                throw new CampanileException(folder.root() + "/" + part + " holds no vectors of length " + set.dim()
                        + ": it is not what this export wrote.");
            }
        }
    }

    private List<String> parts() {
        try {
            return folder.list("");
        } catch (IOException e) {
            throw new CampanileException("The folder " + folder.root() + " cannot be listed: " + e.getMessage(), e);
        }
    }
}
