package org.campanile.serving.store;

import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.tracking.ProgressListener;

/**
 * Brings a model's vectors to a store: in batches, from where an earlier export broke off, and checked before readers see
 * them. Doing it twice changes nothing. Older versions stay until {@link #dropOthers()}.
 */
public final class ExportJob {
    private final VectorSource source;
    private final VectorStore store;
    private final ExportSettings settings;
    private ProgressListener listener = ProgressListener.SILENT;

    /**
     * @param source stays the caller's
     * @param store  stays the caller's
     */
    public ExportJob(VectorSource source, VectorStore store, ExportSettings settings) {
        this.source = source;
        this.store = store;
        this.settings = settings;
    }

    /** Sets who hears how far the work has come. */
    public ExportJob listener(ProgressListener newListener) {
        this.listener = newListener;
        return this;
    }

    /**
     * Writes what is missing, checks the version and shows it to readers.
     *
     * @throws CampanileException when the store fails, or the version is not what it should be; readers then go on seeing
     *     the version they had
     */
    public ExportReport run() {
        VectorSet set = source.set();
        StoredVersion stored = store.open(set);
        int begun = Math.min(stored.resumeAt(settings.batchSize()), set.rows());
        write(stored, begun);
        double recall = check(stored);
        store.activate(set);
        return new ExportReport(set, store.location(), set.rows() - begun, recall, others());
    }

    private void write(StoredVersion stored, int begun) {
        int rows = source.set().rows();
        listener.begin("exporting", rows - begun);
        try {
            for (int first = begun; first < rows; first += settings.batchSize()) {
                int count = Math.min(settings.batchSize(), rows - first);
                stored.write(source.read(first, count));
                listener.advance(first + count - begun, Map.of());
            }
        } finally {
            listener.end();
        }
    }

    private double check(StoredVersion stored) {
        listener.begin("indexing and checking", 0);
        try {
            stored.index();
            return new ExportCheck(source, store.location(), settings).run(stored);
        } finally {
            listener.end();
        }
    }

    private List<String> others() {
        return store.versions().stream()
                .filter(version -> !version.equals(source.set().version()))
                .toList();
    }

    /**
     * Removes all versions but this one, once it is the one that readers see.
     *
     * @return the versions that are gone
     * @throws CampanileException when readers see another one
     */
    public List<String> dropOthers() {
        String version = source.set().version();
        String active = store.active().orElse("none");
        if (!active.equals(version)) {
            throw new CampanileException("Readers of " + store.location() + " see version " + active + ", not "
                    + version + ": nothing is dropped.");
        }
        List<String> others = others();
        others.forEach(store::drop);
        return others;
    }
}
