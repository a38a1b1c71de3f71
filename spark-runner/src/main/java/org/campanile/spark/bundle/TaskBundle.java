package org.campanile.spark.bundle;

import java.time.Duration;
import org.campanile.core.bundle.GoldenQueries;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.MappedTables;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.SharedResources;
import org.campanile.spark.preparation.Configurations;

/**
 * A model bundle as the tasks of an executor use it: each has a model of its own, and all share the tables, which the
 * process maps into its memory once. Used by one thread, which closes it.
 */
public final class TaskBundle implements AutoCloseable {
    /** Static, since the tasks of an executor share nothing else. */
    private static final SharedResources<MappedTables> TABLES = SharedResources.lingering(Duration.ofMinutes(1));

    private final LoadedBundle bundle;
    private final Runnable release;

    private TaskBundle(LoadedBundle bundle, Runnable release) {
        this.bundle = bundle;
        this.release = release;
    }

    /**
     * Loads the model, and its tables unless another task did.
     *
     * @param location of the bundle
     * @throws org.campanile.core.CampanileException when the bundle is absent, damaged, or does not fit this version's
     *     model
     */
    public static TaskBundle open(String location) {
        FileStore folder = FileStores.open(location);
        String version = ModelBundle.manifest(folder).version();
        SharedResources.Lease<MappedTables> lease =
                TABLES.borrow(location + " " + version, () -> checkedTables(folder));
        try {
            LoadedBundle bundle = ModelBundle.load(folder, Configurations.reader(), lease.value());
            return new TaskBundle(bundle, lease.release());
        } catch (RuntimeException e) {
            lease.release().run();
            throw e;
        }
    }

    /** The tables, once the model over them has answered as it should. */
    private static MappedTables checkedTables(FileStore folder) {
        MappedTables tables = MappedTables.of(folder);
        try (LoadedBundle bundle = ModelBundle.load(folder, Configurations.reader(), tables)) {
            GoldenQueries.check(folder, bundle);
            return tables;
        } catch (RuntimeException e) {
            tables.close();
            throw e;
        }
    }

    public LoadedBundle bundle() {
        return bundle;
    }

    @Override
    public void close() {
        bundle.close();
        release.run();
    }
}
