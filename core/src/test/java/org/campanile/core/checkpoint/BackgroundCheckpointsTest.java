package org.campanile.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.campanile.core.CampanileException;
import org.campanile.core.model.ModelState;
import org.campanile.core.optimizer.ValidationProgress;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.core.stream.ReaderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundCheckpointsTest {
    private static final int ROWS = 100;

    @TempDir
    private Path folder;

    private static CheckpointHeader header(long step) {
        return new CheckpointHeader(
                step, new ReaderState(0, 1), 1, 42, "configuration", "data", ValidationProgress.NONE);
    }

    private List<Integer> restored() {
        try (Replica model = new Replica(ROWS)) {
            assertThat(new CheckpointStore(new LocalFileStore(folder), 2)
                            .restoreNewest(model.state(), "configuration", "data"))
                    .isPresent();
            return model.bits();
        }
    }

    @Test
    void whatIsSavedIsTheStateAtTheTimeOfTheCall() {
        try (Replica model = new Replica(ROWS).randomised(1);
                BackgroundCheckpoints checkpoints =
                        new BackgroundCheckpoints(new CheckpointStore(new LocalFileStore(folder), 2), model.state())) {
            List<Integer> before = model.bits();
            checkpoints.save(header(1));
            model.randomised(2);
            checkpoints.await();
            assertThat(restored()).isEqualTo(before);

            List<Integer> second = model.bits();
            checkpoints.save(header(2));
            checkpoints.await();
            assertThat(restored()).isEqualTo(second);
        }
    }

    @Test
    void trainingGoesOnWhileACheckpointIsWrittenAndWaitsWithTheNext() throws Exception {
        CountDownLatch storageAnswers = new CountDownLatch(1);
        SlowStore slow = new SlowStore(folder, storageAnswers);
        try (Replica model = new Replica(ROWS).randomised(1);
                BackgroundCheckpoints checkpoints =
                        new BackgroundCheckpoints(new CheckpointStore(slow, 2), model.state())) {
            checkpoints.save(header(1)); // returns, though the storage does not answer
            List<Integer> changed = model.randomised(2).bits();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread trainer = new Thread(() -> {
                try {
                    checkpoints.save(header(2));
                    checkpoints.await();
                } catch (RuntimeException e) {
                    failure.set(e);
                }
            });
            trainer.start();
            assertThat(new LocalFileStore(folder).list("")).noneMatch(name -> name.startsWith("step-"));

            storageAnswers.countDown();
            trainer.join(TimeUnit.SECONDS.toMillis(30));

            assertThat(trainer.isAlive()).isFalse();
            assertThat(failure.get()).isNull();
            assertThat(new LocalFileStore(folder).list("")).containsExactly("step-000000000001", "step-000000000002");
            assertThat(restored()).isEqualTo(changed);
        }
    }

    @Test
    void aCheckpointThatCannotBeWrittenFailsTheNextOne() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (Replica model = new Replica(ROWS);
                BackgroundCheckpoints checkpoints =
                        new BackgroundCheckpoints(new CheckpointStore(new LocalFileStore(file), 1), model.state())) {
            checkpoints.save(header(1));

            assertThatThrownBy(() -> checkpoints.save(header(2)))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageStartingWith("Checkpoint " + file + "/step-000000000001 cannot be written: ");
            assertThatCode(checkpoints::await).doesNotThrowAnyException();
        }
    }

    @Test
    void aCopyIsAsGoodAsTheState() {
        try (Replica model = new Replica(ROWS).randomised(3);
                Replica other = new Replica(ROWS).randomised(4)) {
            StateCopy copy = new StateCopy(model.state());
            copy.take(other.state());
            copy.take(model.state());
            ModelState state = copy.state();

            assertThat(Replica.bits(state)).isEqualTo(model.bits());
        }
    }
}
