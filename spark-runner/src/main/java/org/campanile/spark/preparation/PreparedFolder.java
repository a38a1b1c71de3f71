package org.campanile.spark.preparation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.DatasetManifest;
import org.campanile.core.shard.ManifestFile;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a prepared data set: reused when it holds the one that is wanted, otherwise replaced as a whole. What is
 * being written has a name of its own until it is complete, so that a reader never sees parts of two data sets. Several
 * processes may prepare the same one at once: the first that is done puts it in place, and the others take that.
 */
final class PreparedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PreparedFolder.class);

    private final FileStore parent;
    private final String name;

    /** @param location local path or URI */
    PreparedFolder(String location) {
        String absolute = Locations.absolute(location);
        this.parent = FileStores.open(Locations.parent(absolute));
        this.name = Locations.name(absolute);
    }

    /** The report of the data set in the folder, if it is whole and was made from the same settings and raw files. */
    Optional<PreparationReport> reusable(DatasetIdentity wanted) {
        FileStore folder = parent.folder(name);
        try {
            if (!folder.exists(ManifestFile.NAME)) {
                return Optional.empty();
            }
            DatasetManifest manifest = PreparedDataset.open(folder).manifest();
            boolean same = manifest.source().equals(wanted.source())
                    && manifest.settings().equals(wanted.settings());
            return same ? PreparationReport.read(folder, manifest.contentHash()) : Optional.empty();
        } catch (IOException | CampanileException damaged) {
            LOG.warn("{} is prepared anew: {}", folder.root(), damaged.getMessage());
            return Optional.empty();
        }
    }

    /** Where examples of rejected rows go when there are so many that nothing is prepared. */
    FileStore failures() {
        return parent.folder(name + "-rejected");
    }

    /**
     * Begins a new data set.
     *
     * @throws CampanileException when the folder holds something that is no data set, which must not be replaced
     */
    Draft begin() {
        try {
            List<String> names = parent.list(name);
            if (!names.isEmpty() && !names.contains(ManifestFile.NAME)) {
                throw new CampanileException(
                        "The folder " + parent.folder(name).root() + " holds files, but no prepared"
                                + " data set: point data.prepared to another folder, or empty this one.");
            }
            parent.delete(name + "-rejected");
        } catch (IOException failure) {
            throw unusable(failure);
        }
        return new Draft(name + ".preparing-" + UUID.randomUUID(), contentHash());
    }

    /** What tells the data set in the folder from others; empty where there is none, or a damaged one. */
    private String contentHash() {
        try {
            FileStore folder = parent.folder(name);
            return folder.exists(ManifestFile.NAME)
                    ? PreparedDataset.open(folder).manifest().contentHash()
                    : "";
        } catch (IOException | CampanileException damaged) {
            return "";
        }
    }

    /** A data set that is being written. Closing one that was not published deletes it. */
    final class Draft implements AutoCloseable {
        private final String draft;
        private final String replaces;

        /** @param replaces content hash of the data set that is in the folder when work begins; empty for none */
        private Draft(String draft, String replaces) {
            this.draft = draft;
            this.replaces = replaces;
        }

        FileStore store() {
            return parent.folder(draft);
        }

        /**
         * Puts the data set in its place, instead of one that was there. When another process has put the same one there
         * meanwhile, that stays, since it may be in use.
         *
         * @param identity what the data set was made from
         * @return the report of the other process's data set, if that stays
         * @throws CampanileException when another process has put another data set there meanwhile
         */
        Optional<PreparationReport> publish(DatasetIdentity identity) {
            Optional<PreparationReport> theirs = reusable(identity);
            if (theirs.isPresent()) {
                return theirs;
            }
            requireUnchanged();
            try {
                put();
                return Optional.empty();
            } catch (IOException failure) {
                // Between the look and the renaming another process may have been faster.
                return Optional.of(reusable(identity).orElseThrow(() -> unusable(failure)));
            }
        }

        private void requireUnchanged() {
            String now = contentHash();
            if (!now.isEmpty() && !now.equals(replaces)) {
                throw new CampanileException("The folder " + parent.folder(name).root()
                        + " of data.prepared got another data set, " + now + ", from another process while this one was"
                        + " prepared: give configurations that prepare other data a data.prepared of their own.");
            }
        }

        private void put() throws IOException {
            if (parent.exists(name)) {
                replace();
            } else {
                parent.rename(draft, name);
            }
        }

        private void replace() throws IOException {
            String replaced = name + ".replaced-" + UUID.randomUUID();
            parent.rename(name, replaced);
            try {
                parent.rename(draft, name);
            } catch (IOException failure) {
                restore(replaced);
                throw failure;
            }
            parent.delete(replaced);
        }

        private void restore(String replaced) throws IOException {
            if (parent.exists(name)) {
                parent.delete(replaced);
            } else {
                parent.rename(replaced, name);
            }
        }

        @Override
        public void close() {
            try {
                parent.delete(draft);
            } catch (IOException failure) {
                throw unusable(failure);
            }
        }
    }

    private CampanileException unusable(IOException failure) {
        return new CampanileException(
                "The folder " + parent.folder(name).root() + " of data.prepared cannot be used: " + failure + ".",
                failure);
    }
}
