package org.campanile.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.optimizer.LearningRates;
import org.campanile.core.optimizer.ValidationProgress;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.tracking.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointStoreTest {
    private static final ValidationProgress PROGRESS =
            new ValidationProgress(5, 0.75, 120, 2, 1, List.of(new LearningRates.Reduction(80, 0.1)));

    private static final int ROWS = 100;

    /** So small that most vectors take several files: 125 floats. */
    private static final long MAX_FILE_BYTES = 500;

    @TempDir
    private Path folder;

    private Replica replica;
    private CheckpointStore store;

    @BeforeEach
    void open() {
        replica = new Replica(ROWS);
        store = store(2);
    }

    @AfterEach
    void close() {
        replica.close();
    }

    private CheckpointStore store(int keep) {
        return new CheckpointStore(new LocalFileStore(folder), keep, MAX_FILE_BYTES);
    }

    private static CheckpointHeader header(long step) {
        return new CheckpointHeader(
                step, new ReaderState(2, (int) step % 7), 4, 42, "configuration-1", "data-1", PROGRESS);
    }

    /** Saves the model with the numbers of a seed that is the step. */
    private void save(int step) {
        store.save(header(step), replica.randomised(step).state());
    }

    private static List<Integer> numbersAt(int step) {
        try (Replica expected = new Replica(ROWS)) {
            return expected.randomised(step).bits();
        }
    }

    /** Restores the newest checkpoint over other numbers, and returns its step. */
    private long restore() {
        replica.randomised(-1);
        return store.restoreNewest(replica.state(), "configuration-1", "data-1")
                .orElseThrow()
                .globalStep();
    }

    @Test
    void everyNumberComesBackWithTheReadersPosition() {
        save(12);

        replica.randomised(-1);
        assertThat(store.restoreNewest(replica.state(), "configuration-1", "data-1"))
                .contains(header(12));
        assertThat(replica.bits()).isEqualTo(numbersAt(12));
    }

    @Test
    void largeTablesAreSpreadOverFilesOfLimitedLength() throws IOException {
        save(12);

        try (Stream<Path> files = Files.walk(folder.resolve("step-000000000012/tables/000-items"))) {
            List<Long> lengths = files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file.toFile().length())
                    .toList();
            // 100 records of (5 + 1) * 4 bytes, at most 20 of them (480 bytes) in 500
            assertThat(lengths).containsExactly(480L, 480L, 480L, 480L, 480L);
        }
    }

    @Test
    void anyDamagedFileMakesTheOneBeforeCountAndIsNamed() throws IOException {
        save(12);
        List<Integer> earlier = replica.bits();
        save(15);
        for (Path file : filesOf("step-000000000015")) {
            byte[] whole = Files.readAllBytes(file);
            byte[] flipped = whole.clone();
            flipped[whole.length / 2] ^= 4;
            assertFallsBack(file, flipped, earlier);
            assertFallsBack(file, Arrays.copyOf(whole, whole.length / 3), earlier);
            Files.write(file, whole);
        }

        assertThat(restore()).isEqualTo(15);
    }

    private void assertFallsBack(Path file, byte[] damaged, List<Integer> earlier) throws IOException {
        Files.write(file, damaged);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(restore()).as("after damage of " + file).isEqualTo(12);
            assertThat(replica.bits()).isEqualTo(earlier);
            String name = folder.resolve("step-000000000015").relativize(file).toString();
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("Checkpoint " + folder + "/step-000000000015 is damaged: " + name)
                    .endsWith("Trying the one before.");
        }
    }

    private List<Path> filesOf(String checkpoint) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(checkpoint))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aMissingFileMakesTheOneBeforeCount() throws IOException {
        save(12);
        save(15);
        Files.delete(folder.resolve("step-000000000015/networks/000-user-tower/parameters-00000.f32"));

        assertThat(restore()).isEqualTo(12);
    }

    @Test
    void withAllDamagedNothingIsLoadedAndTheUserIsTold() throws IOException {
        save(12);
        Files.delete(folder.resolve("step-000000000012/checkpoint.json"));
        replica.randomised(-1);

        assertThatThrownBy(() -> store.restoreNewest(replica.state(), "configuration-1", "data-1"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("All checkpoints in " + folder
                        + " are damaged (the warnings name the files): delete the folder to start afresh");
        assertThat(replica.bits()).isEqualTo(numbersAt(-1));
    }

    @Test
    void halfWrittenCheckpointsAreIgnoredAndCleanedAway() throws IOException {
        save(12);
        Path unfinished = folder.resolve("unfinished-step-000000000015-x");
        Files.createDirectories(unfinished.resolve("tables"));
        Files.writeString(unfinished.resolve("tables/records"), "half");

        assertThat(restore()).isEqualTo(12);
        save(16);
        assertThat(names()).containsExactly("step-000000000012", "step-000000000016");
    }

    private List<String> names() throws IOException {
        return new LocalFileStore(folder).list("");
    }

    @Test
    void onlyTheNewestAreKept() throws IOException {
        for (int step = 5; step <= 25; step += 5) {
            save(step);
        }

        assertThat(names()).containsExactly("step-000000000020", "step-000000000025");
    }

    @Test
    void laterStepsAreDeletedWhenTrainingWentOnFromAnEarlierOne() throws IOException {
        save(10);
        save(20);
        save(15);

        assertThat(names()).containsExactly("step-000000000010", "step-000000000015");
        assertThat(restore()).isEqualTo(15);
    }

    @Test
    void theSameStepIsReplaced() throws IOException {
        save(10);
        Files.delete(folder.resolve("step-000000000010/checkpoint.json"));
        save(10);

        assertThat(names()).containsExactly("step-000000000010");
        assertThat(restore()).isEqualTo(10);
        assertThat(replica.bits()).isEqualTo(numbersAt(10));
    }

    @Test
    void withoutCheckpointsNothingIsRestored() {
        assertThat(new CheckpointStore(new LocalFileStore(folder.resolve("absent")), 1)
                        .restoreNewest(replica.state(), "configuration-1", "data-1"))
                .isEmpty();
    }

    @Test
    void checkpointsOfAnotherConfigurationOrDataSetAreRefused() {
        save(12);

        assertThatThrownBy(() -> store.restoreNewest(replica.state(), "configuration-2", "data-1"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Checkpoint " + folder + "/step-000000000012 belongs to another configuration "
                        + "(hash configuration-1 there, configuration-2 now): go on with the one it was made with, "
                        + "or choose another output folder to start afresh");
        assertThatThrownBy(() -> store.restoreNewest(replica.state(), "configuration-1", "data-2"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("belongs to another data set (hash data-1 there, data-2 now)");
        assertThat(replica.bits()).isEqualTo(numbersAt(12));
    }

    @Test
    void checkpointsOfOtherShapesAreRefused() {
        save(12);

        try (Replica larger = new Replica(ROWS + 1)) {
            assertThatThrownBy(() -> store.restoreNewest(larger.state(), "configuration-1", "data-1"))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageContaining("table items of 100 x (5 + 1)")
                    .hasMessageContaining("the model has [")
                    .hasMessageContaining("table items of 101 x (5 + 1)");
        }
    }

    @Test
    void aNewerFormatIsNotTakenForDamage() throws IOException {
        save(12);
        Path manifest = folder.resolve("step-000000000012/checkpoint.json");
        String json = Files.readString(manifest, StandardCharsets.UTF_8);
        Files.writeString(manifest, json.replace("\"formatVersion\" : 3", "\"formatVersion\" : 4"));

        assertThatThrownBy(this::restore)
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        manifest + " has format version 4, but this Campanile reads up to 3: use a newer Campanile");
    }

    @Test
    void anOlderFormatIsNotTakenForDamage() throws IOException {
        save(12);
        Path manifest = folder.resolve("step-000000000012/checkpoint.json");
        String json = Files.readString(manifest, StandardCharsets.UTF_8);
        Files.writeString(manifest, json.replace("\"formatVersion\" : 3", "\"formatVersion\" : 2"));

        assertThatThrownBy(this::restore)
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        manifest + " has format version 2, but this Campanile reads 3: train anew, or go on with the"
                                + " Campanile that wrote it");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        CheckpointStore impossible = new CheckpointStore(new LocalFileStore(file), 1);

        assertThatThrownBy(() -> impossible.save(header(3), replica.state()))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("Checkpoint " + file + "/step-000000000003 cannot be written: ");
    }

    @ParameterizedTest
    @CsvSource({"ADAGRAD, adagrad", "ADAM, adam", "SGD, sgd"})
    void theStateOfAnotherOptimizerIsRefusedByName(SparseOptimizerType type, String name) {
        save(12);
        try (Replica other = new Replica(ROWS, type)) {
            List<Integer> before = other.bits();
            assertThatThrownBy(() -> store.restoreNewest(other.state(), "configuration-1", "data-1"))
                    .isInstanceOf(CampanileException.class)
                    .hasMessage("Checkpoint " + folder.resolve("step-000000000012")
                            + " was trained with another optimizer of embedding tables: table items has the state of"
                            + " row-wise-adagrad there, of " + name + " now; go on with the training.sparse-optimizer"
                            + " it was made with, or choose another output folder to start afresh");
            assertThat(other.bits()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(SparseOptimizerType.class)
    void everyOptimizersStateComesBack(SparseOptimizerType type) {
        try (Replica saved = new Replica(ROWS, type);
                Replica restored = new Replica(ROWS, type)) {
            store.save(header(12), saved.randomised(3).state());
            assertThat(store.restoreNewest(restored.state(), "configuration-1", "data-1"))
                    .isPresent();
            assertThat(restored.bits()).isEqualTo(saved.bits());
        }
    }
}
