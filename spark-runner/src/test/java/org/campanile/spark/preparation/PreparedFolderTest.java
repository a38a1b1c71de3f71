package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.contents;
import static org.campanile.spark.preparation.PreparationFixture.names;
import static org.campanile.spark.preparation.PreparationFixture.open;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.DatasetManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes that prepare into the same folder at the same time make of it. */
class PreparedFolderTest {
    @TempDir
    private Path folder;

    @Test
    void jobsThatPrepareTheSameAtOnceAllEndWellWithOneDataSet() throws Exception {
        Callable<PreparationReport> job = () -> prepare("prepared", 20);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<PreparationReport>> reports = threads.invokeAll(List.of(job, job, job));
            String hash = open(reports.get(0).get()).manifest().contentHash();
            int reused = 0;
            for (Future<PreparationReport> report : reports) {
                assertThat(report.get().contentHash()).isEqualTo(hash);
                reused += report.get().reused() ? 1 : 0;
            }
            assertThat(reused).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
        assertThat(names(folder)).as("no drafts are left").containsExactly("prepared");
    }

    @Test
    void aDataSetThatAnotherProcessMadeMeanwhileStays() throws Exception {
        PreparedFolder prepared = new PreparedFolder(folder.resolve("prepared").toString());
        try (PreparedFolder.Draft draft = prepared.begin()) {
            PreparationReport theirs = prepare("prepared", 20);
            Map<String, String> files = contents(folder.resolve("prepared"));
            Files.createDirectories(Path.of(draft.store().root()));

            assertThat(draft.publish(identity(theirs)))
                    .map(PreparationReport::contentHash)
                    .contains(theirs.contentHash());
            assertThat(contents(folder.resolve("prepared"))).isEqualTo(files);
        }
        assertThat(names(folder)).containsExactly("prepared");
    }

    @Test
    void aDataSetOfOtherSettingsThatAnotherProcessMadeMeanwhileIsNotReplaced() throws Exception {
        DatasetIdentity ours = identity(prepare("ours", 30));
        PreparedFolder prepared = new PreparedFolder(folder.resolve("prepared").toString());
        try (PreparedFolder.Draft draft = prepared.begin()) {
            PreparationReport theirs = prepare("prepared", 20);

            assertThatThrownBy(() -> draft.publish(ours))
                    .isInstanceOf(CampanileException.class)
                    .hasMessage("The folder " + folder.resolve("prepared") + " of data.prepared got another data set, "
                            + theirs.contentHash() + ", from another process while this one was prepared: give"
                            + " configurations that prepare other data a data.prepared of their own.");
            assertThat(open(theirs).manifest().contentHash()).isEqualTo(theirs.contentHash());
        }
    }

    private static DatasetIdentity identity(PreparationReport report) {
        DatasetManifest manifest = open(report).manifest();
        return new DatasetIdentity(manifest.source(), manifest.settings());
    }

    private PreparationReport prepare(String name, int users) {
        return new PreparationJob(
                        spark(),
                        configuration(
                                "source: synthetic-interactions",
                                "users: " + users,
                                "items: 15",
                                "interactions-per-user: 5",
                                "prepared: " + folder.resolve(name)))
                .run();
    }
}
