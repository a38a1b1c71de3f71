package org.campanile.spark.inference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.spark.storage.FactorFile;
import org.jspecify.annotations.Nullable;

/** The items of a table of factors: an item's index is the place of its id in ascending order. */
final class FactorItems implements AutoCloseable {
    private final int[] ids;
    private final ItemVectors vectors;

    private FactorItems(int[] ids, ItemVectors vectors) {
        this.ids = ids;
        this.vectors = vectors;
    }

    /**
     * Reads a table.
     *
     * @throws CampanileException when it is empty, an id occurs twice, or vectors differ in length
     */
    static FactorItems read(List<String> files) {
        int[] ids = ids(files);
        Filling filling = new Filling(ids);
        try {
            for (String file : files) {
                new FactorFile(file).read((id, vector, length) -> filling.add(file, id, vector, length));
            }
            return new FactorItems(ids, filling.vectors());
        } catch (RuntimeException failure) {
            filling.close();
            throw failure;
        }
    }

    private static int[] ids(List<String> files) {
        IntStream.Builder builder = IntStream.builder();
        files.forEach(file -> new FactorFile(file).readIds(builder));
        int[] ids = builder.build().sorted().toArray();
        if (ids.length == 0) {
            throw new CampanileException("The table of item factors has no rows: " + files + ".");
        }
        for (int i = 1; i < ids.length; i++) {
            if (ids[i] == ids[i - 1]) {
                throw new CampanileException(
                        "Item " + ids[i] + " has several vectors in " + files + ": every id must occur once.");
            }
        }
        return ids;
    }

    ItemVectors vectors() {
        return vectors;
    }

    /** The ids of items. */
    int[] ids(int[] indices) {
        return IntStream.of(indices).map(index -> ids[index]).toArray();
    }

    /** The indices of items, without ids that are not in the table. */
    int[] indices(int[] ofIds) {
        return IntStream.of(ofIds)
                .map(id -> Arrays.binarySearch(ids, id))
                .filter(index -> index >= 0)
                .toArray();
    }

    @Override
    public void close() {
        vectors.close();
    }

    /** Vectors that are being read. */
    private static final class Filling {
        private final int[] ids;
        private @Nullable ItemVectors vectors;

        Filling(int[] ids) {
            this.ids = ids;
        }

        void add(String file, int id, float[] vector, int length) {
            ItemVectors target = vectors;
            if (target == null) {
                target = new ItemVectors(ids.length, requireNumbers(file, id, length));
                vectors = target;
            }
            if (length != target.length()) {
                throw new CampanileException("Item " + id + " in " + file + " has a vector of " + length
                        + " numbers, but others have " + target.length() + ": all vectors must have the same length.");
            }
            target.set(Arrays.binarySearch(ids, id), vector);
        }

        private static int requireNumbers(String file, int id, int length) {
            if (length == 0) {
                throw new CampanileException("Item " + id + " in " + file + " has a vector without numbers.");
            }
            return length;
        }

        ItemVectors vectors() {
            if (vectors == null) {
                throw new IllegalStateException("no vectors of " + ids.length + " items");
            }
            return vectors;
        }

        void close() {
            if (vectors != null) {
                vectors.close();
            }
        }
    }
}
