package org.campanile.serving.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.bundle.BundleConfigurations;
import org.campanile.core.bundle.GoldenQueries;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.MappedTables;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.storage.FileStore;

/**
 * Copies of a bundle's model, of which each is used by one thread at a time; they share the embedding tables, which are
 * mapped into memory once. Safe for use by any number of threads: those that find no copy free wait for one.
 */
final class ModelPool implements AutoCloseable {
    private final MappedTables tables;
    private final List<LoadedBundle> all = new ArrayList<>();
    private final BlockingQueue<LoadedBundle> free;

    /**
     * @param copies models, at least 1: as many as threads compute at once
     * @throws CampanileException when the bundle is absent, damaged, or does not fit this version's model
     */
    ModelPool(FileStore bundle, int copies) {
        this.free = new ArrayBlockingQueue<>(Check.positive(copies, "copies"));
        this.tables = MappedTables.of(bundle);
        try {
            for (int copy = 0; copy < copies; copy++) {
                all.add(ModelBundle.load(bundle, BundleConfigurations.reader(), tables));
            }
            GoldenQueries.check(bundle, any());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        free.addAll(all);
    }

    /** One of the copies, for what all have in common. */
    LoadedBundle any() {
        return all.get(0);
    }

    /** All copies, for what is made of each before it is used. */
    List<LoadedBundle> all() {
        return List.copyOf(all);
    }

    /** Uses a copy that nobody else uses meanwhile. */
    <T> T use(Function<LoadedBundle, T> work) {
        LoadedBundle bundle = take();
        try {
            return work.apply(bundle);
        } finally {
            free.add(bundle);
        }
    }

    private LoadedBundle take() {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CampanileException("A request was interrupted while it waited for the model.", e);
        }
    }

    @Override
    public void close() {
        all.forEach(LoadedBundle::close);
        tables.close();
    }
}
