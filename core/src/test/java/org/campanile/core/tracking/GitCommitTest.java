package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are laid out as Git's own documentation of its repository layout says. */
class GitCommitTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    private Path folder;

    private Path git;
    private Path inside;

    @BeforeEach
    void setUp() throws IOException {
        git = Files.createDirectories(folder.resolve("tree/.git"));
        inside = Files.createDirectories(folder.resolve("tree/examples/quickstart"));
    }

    private void write(String file, String text) throws IOException {
        Path path = git.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    @Test
    void theCommitOfABranchIsInTheBranchsFile() throws IOException {
        write("HEAD", "ref: refs/heads/main");
        write("refs/heads/main", COMMIT);

        assertThat(GitCommit.of(inside)).contains(COMMIT);
    }

    @Test
    void aBranchThatHasNotMovedForLongIsPacked() throws IOException {
        write("HEAD", "ref: refs/heads/main");
        write(
                "packed-refs",
                "# pack-refs with: peeled\n" + "f".repeat(40) + " refs/heads/not-main\n" + COMMIT + " refs/heads/main");

        assertThat(GitCommit.of(inside)).contains(COMMIT);
    }

    @Test
    void aDetachedHeadIsTheCommitItself() throws IOException {
        write("HEAD", COMMIT);

        assertThat(GitCommit.of(inside)).contains(COMMIT);
    }

    @Test
    void aFurtherWorkTreeSharesTheBranches() throws IOException {
        write("refs/heads/topic", COMMIT);
        write("worktrees/topic/HEAD", "ref: refs/heads/topic");
        write("worktrees/topic/commondir", "../..");
        Path further = Files.createDirectories(folder.resolve("further"));
        Files.writeString(further.resolve(".git"), "gitdir: " + git.resolve("worktrees/topic") + "\n");

        assertThat(GitCommit.of(further)).contains(COMMIT);
    }

    @Test
    void withoutACommitThereIsNone() throws IOException {
        write("HEAD", "ref: refs/heads/main");

        assertThat(GitCommit.of(inside)).isEmpty();
        assertThat(GitCommit.of(folder)).isEmpty();
    }

    @Test
    void aRunsTagsNameCommandUserAndCommit() throws IOException {
        write("HEAD", COMMIT);
        RunSource source = new RunSource("campanile train c.yaml", inside);

        assertThat(source.tags(Map.of()))
                .containsExactly(
                        Map.entry("mlflow.user", System.getProperty("user.name")),
                        Map.entry("mlflow.source.name", "campanile train c.yaml"),
                        Map.entry("mlflow.source.type", "LOCAL"),
                        Map.entry("mlflow.source.git.commit", COMMIT));
        assertThat(source.tags(Map.of("DATABRICKS_RUNTIME_VERSION", "16.4")))
                .containsEntry("mlflow.source.type", "JOB");
    }
}
