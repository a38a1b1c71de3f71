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
 * being written has a name of its own until it is complete, so that a reader never sees parts of two data sets.
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
        return new Draft(name + ".preparing-" + UUID.randomUUID());
    }

    /** A data set that is being written. Closing one that was not published deletes it. */
    final class Draft implements AutoCloseable {
        private final String draft;

        private Draft(String draft) {
            this.draft = draft;
        }

        FileStore store() {
            return parent.folder(draft);
        }

        /** Puts the data set in its place, instead of one that is there. */
        void publish() {
            try {
                if (parent.exists(name)) {
                    replace();
                } else {
                    parent.rename(draft, name);
                }
            } catch (IOException failure) {
                throw unusable(failure);
            }
        }

        private void replace() throws IOException {
            String replaced = name + ".replaced-" + UUID.randomUUID();
            parent.rename(name, replaced);
            try {
                parent.rename(draft, name);
            } catch (IOException failure) {
                parent.rename(replaced, name);
                throw failure;
            }
            parent.delete(replaced);
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
