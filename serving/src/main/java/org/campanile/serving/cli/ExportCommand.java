package org.campanile.serving.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.cli.DebuggableCommand;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.RunFolder;
import org.campanile.serving.index.IndexFolder;
import org.campanile.serving.index.IndexKind;
import org.campanile.serving.index.IndexManifest;
import org.campanile.serving.index.IndexSettings;
import org.campanile.serving.model.ServedRetrieval;
import org.campanile.serving.store.ExportJob;
import org.campanile.serving.store.ExportSettings;
import org.campanile.serving.store.MilvusStore;
import org.campanile.serving.store.ModelVectors;
import org.campanile.serving.store.ParquetStore;
import org.campanile.serving.store.PgvectorStore;
import org.campanile.serving.store.VectorKind;
import org.campanile.serving.store.VectorStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campanile export}. */
@Command(
        name = "export",
        description =
                "Brings the vectors of a model to a vector store, where readers see them when all are there and checked.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ExportCommand extends DebuggableCommand {
    /** Environment variable of what is no argument, since other users of the machine see those. */
    private static final String PASSWORD = "CAMPANILE_STORE_PASSWORD";

    private static final long SAMPLE_SEED = 29;

    /** Names of the stores on the command line. */
    enum Target {
        PGVECTOR,
        MILVUS,
        PARQUET,
        LUCENE
    }

    @Parameters(paramLabel = "RUN", description = "Run folder of a retrieval model.")
    private Path run = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "STORE",
            required = true,
            description = "pgvector (PostgreSQL), milvus, parquet (files for other databases) or lucene (the index that"
                    + " serve --index hnsw searches).")
    private Target target = Target.PARQUET;

    @Option(
            names = "--vectors",
            paramLabel = "KIND",
            defaultValue = "items",
            description = "items or users (default: ${DEFAULT-VALUE}).")
    private VectorKind kind = VectorKind.ITEMS;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The store: jdbc:postgresql://HOST/DATABASE, or http://HOST:19530 of Milvus. The password, or"
                    + " Milvus's token, is read from the environment variable " + PASSWORD + ".")
    private String url = "";

    @Option(names = "--user", paramLabel = "NAME", description = "User of PostgreSQL.")
    private String user = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What readers search: a view of PostgreSQL, an alias of Milvus (default: campanile_items or"
                    + " campanile_users).")
    private @Nullable String name;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder of parquet, a path or a URI, or of lucene (default: export/items or export/users, or"
                    + " index, in the run folder).")
    private @Nullable String output;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Vectors written at once; a batch of parquet is a file (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(
            names = "--min-recall",
            paramLabel = "R",
            defaultValue = "0.95",
            description =
                    "Least share of the true best 50 items that the store must find, measured before readers see it"
                            + " (default: ${DEFAULT-VALUE}).")
    private double minRecall;

    @Option(
            names = "--drop-others",
            description = "Removes all other versions, once this one is what readers see (default: they stay).")
    private boolean dropOthers;

    @Mixin
    private GraphOptions graph = new GraphOptions();

    @Override
    public Integer call() {
        try (ServedRetrieval model = ServedRetrieval.open(
                FileStores.open(RunFolder.open(run).bundle().toString()), 1)) {
            if (target == Target.LUCENE) {
                writeIndex(model);
            } else {
                export(model);
            }
        }
        return 0;
    }

    private void export(ServedRetrieval model) {
        ExportSettings settings = new ExportSettings(batchSize, minRecall, SAMPLE_SEED);
        try (ModelVectors vectors = ModelVectors.of(model, kind);
                VectorStore store = store()) {
            ExportJob job = new ExportJob(vectors, store, settings).listener(progress());
            job.run().lines().forEach(out()::println);
            if (dropOthers) {
                out().println("dropped: " + String.join(", ", job.dropOthers()));
            }
        }
    }

    private VectorStore store() {
        String password = Optional.ofNullable(System.getenv(PASSWORD)).orElse("");
        String readersName = name == null ? "campanile_" + kind.label() : name;
        return switch (target) {
            case PGVECTOR -> PgvectorStore.connect(url, user, password, readersName);
            case MILVUS -> MilvusStore.connect(url, password, readersName);
            case PARQUET, LUCENE ->
                new ParquetStore(FileStores.open(
                        output == null
                                ? run.resolve("export").resolve(kind.label()).toString()
                                : output));
        };
    }

    private void writeIndex(ServedRetrieval model) {
        if (kind == VectorKind.USERS) {
            throw new CampanileException(
                    "--to lucene with --vectors users: an index is one of items; users search it.");
        }
        Path base = output == null ? run.resolve("index") : Path.of(output);
        Path folder = IndexOptions.folder(base, model.version(), IndexKind.HNSW);
        RunIndices.write(
                folder,
                new IndexSettings(IndexKind.HNSW, minRecall, IndexSettings.USUAL_RECALL_AT, graph.settings()),
                model,
                graph.build(progress()));
        IndexManifest manifest = IndexFolder.manifest(folder);
        out().println("index: %,d items, version %s, recall@%d %.4f, in %s"
                .formatted(
                        manifest.items() - 1,
                        manifest.modelVersion(),
                        manifest.recall().at(),
                        manifest.recall().recall(),
                        folder));
    }
}
