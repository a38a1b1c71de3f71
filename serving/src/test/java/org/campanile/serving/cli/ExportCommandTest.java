package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.cli.Answer;
import org.campanile.core.cli.CommandRunner;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.serving.index.IndexBuild;
import org.campanile.serving.index.IndexFolder;
import org.campanile.serving.index.IndexKind;
import org.campanile.serving.model.ServedRetrieval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code export} as a user types it. The model has five items, see {@link org.campanile.serving.funnel.SmallModel}. */
class ExportCommandTest {
    @TempDir
    private Path folder;

    private Path run;
    private String version;

    @BeforeEach
    void writeRun() throws IOException {
        run = SmallRuns.write(folder, 1);
        version = SmallRuns.version(run);
    }

    private static Answer export(Object... arguments) {
        String[] typed = Stream.concat(Stream.of("export"), Stream.of(arguments).map(Object::toString))
                .toArray(String[]::new);
        return Answer.to(() -> CommandRunner.run(new ServingCommand(), typed));
    }

    @Test
    void itemsAreWrittenAsParquetOnceAndShownWhenTheyAreChecked() {
        Answer first = export(run, "--to", "parquet", "--batch-size", 2);

        Path exported = run.resolve("export").resolve("items");
        assertThat(first.status()).as(first.error()).isZero();
        assertThat(first.out().lines())
                .containsExactly(
                        "exported: 5 vectors of items, version " + version + ", to " + exported,
                        "written: 5, the others were there",
                        "checked: count, a sample read back, recall@50 1.0000 against exact search",
                        "other versions: none");
        assertThat(first.error().lines())
                .as("progress, where it is in nobody's way")
                .startsWith("exporting...")
                .contains("indexing and checking...");
        assertThat(exported.resolve("current.json")).content().contains(version);
        List<TableColumn> part =
                TableFile.read(new LocalFileStore(exported.resolve(version)), "part-0000000002.parquet");
        assertThat(((TableColumn.Texts) part.get(0)).values()).containsExactly("v3", "v4");
        assertThat(((TableColumn.Vectors) part.get(1)).values()).containsExactly(.8f, .3f, 0, 1);

        assertThat(export(run, "--to", "PARQUET").out()).contains("written: 0, the others were there");
    }

    @Test
    void olderVersionsStayUntilTheyAreToBeDropped() throws IOException {
        Path next = SmallRuns.write(folder, 2);
        Path output = folder.resolve("shared");
        export(run, "--to", "parquet", "--output", output);

        assertThat(export(next, "--to", "parquet", "--output", output).out()).contains("other versions: " + version);
        assertThat(export(next, "--to", "parquet", "--output", output, "--drop-others")
                        .out()
                        .lines())
                .last()
                .isEqualTo("dropped: " + version);
        assertThat(output.resolve(version)).doesNotExist();
        assertThat(output.resolve(SmallRuns.version(next))).isDirectory();
    }

    @Test
    void theLuceneIndexIsTheOneThatServeSearches() throws IOException {
        Answer answer = export(run, "--to", "lucene");

        Path index = run.resolve("index").resolve(version + "-hnsw");
        assertThat(answer.out())
                .isEqualTo("index: 5 items, version " + version + ", recall@50 1.0000, in " + index + "\n");
        assertThat(answer.error().lines())
                .startsWith("indexing...")
                .last()
                .asString()
                .startsWith("indexing 100 %");
        assertThat(IndexFolder.manifest(index).settings().kind()).isEqualTo(IndexKind.HNSW);

        // What serve --index hnsw does: it finds the index and leaves it as it is.
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(index.resolve("index.json"), old);
        IndexOptions hnsw = new IndexOptions();
        new CommandLine(hnsw).setCaseInsensitiveEnumValuesAllowed(true).parseArgs("--index", "hnsw");
        try (ServedRetrieval model = ServedRetrieval.open(new LocalFileStore(run.resolve("bundle")), 1)) {
            assertThat(hnsw.folder(run, version)).isEqualTo(index);
            RunIndices.write(index, hnsw.settings(), model, IndexBuild.QUIET);
        }
        assertThat(Files.getLastModifiedTime(index.resolve("index.json"))).isEqualTo(old);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --to parquet --batch-size 0                | --batch-size is 0; allowed: [1, inf).
        --to parquet --min-recall 1.5              | --min-recall is 1.5; allowed: [0, 1].
        --to pgvector                              | --url is '': give one such as jdbc:postgresql://host/database.
        --to pgvector --url jdbc:postgresql://h/d?password=x | --url is a URL with a password: leave it out, and set it in the environment.
        --to milvus --url host:19530               | --url is 'host:19530': give one such as http://host:19530; tokens and passwords come from the environment.
        --to lucene --vectors users                | --to lucene with --vectors users: an index is one of items; users search it.
        """)
    void wrongOptionsAreOneSentence(String options, String sentence) {
        Object[] arguments = (run + " " + options).split(" ");

        Answer answer = export(arguments);

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error()).isEqualTo("error: " + sentence + "\n");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void whatIsNoRunAndWhatIsNoStoreIsOneSentence() {
        Answer absent = export(folder.resolve("absent"), "--to", "parquet");
        assertThat(absent.status()).isEqualTo(1);
        assertThat(absent.error()).startsWith("error: " + folder.resolve("absent") + " is not a run folder");

        Answer unknown = export(run, "--to", "redis");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.error().lines())
                .containsExactly(
                        "error: Invalid value for option '--to': expected one of [PGVECTOR, MILVUS, PARQUET,"
                                + " LUCENE] (case-insensitive) but was 'redis'",
                        "campanile help export shows what it takes.");
    }

    @Test
    void usersWhoseVectorsComeOfHistoriesAreNotExportedAndItIsSaidWhatIs() {
        Answer answer = export(run, "--to", "parquet", "--vectors", "users");

        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.error())
                .isEqualTo(
                        "error: The model " + version + " makes the vector of a user of what the user took last, which"
                                + " changes with every item and which it does not keep: ask serve by /rec/recall with hist_item, or"
                                + " write lists for all users by campanile recommend.\n");
    }
}
