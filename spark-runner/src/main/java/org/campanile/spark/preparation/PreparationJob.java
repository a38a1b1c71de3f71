package org.campanile.spark.preparation;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.DataConfiguration;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.spark.TaskFailures;

/**
 * Prepares the data of a run, or finds them prepared.
 *
 * <pre>
 * PreparationReport report = new PreparationJob(spark, configuration).listener(progress).run();
 * PreparedDataset dataset = PreparedDataset.open(FileStores.open(report.folder()));
 * </pre>
 *
 * <p>The data set lies in {@code data.prepared}, or else in a folder below {@code prepared} whose name follows from
 * settings and raw files. It is reused when it was made from the same settings and the same raw files, by their contents;
 * otherwise it is replaced as a whole.
 */
public final class PreparationJob {
    private final SparkSession spark;
    private final RunConfiguration configuration;
    private ProgressListener listener = ProgressListener.SILENT;

    public PreparationJob(SparkSession spark, RunConfiguration configuration) {
        this.spark = spark;
        this.configuration = configuration;
    }

    /** Sets who hears how far the work has come. */
    public PreparationJob listener(ProgressListener newListener) {
        this.listener = newListener;
        return this;
    }

    /**
     * Prepares or reuses the data set.
     *
     * @throws CampanileException when there are no raw data, too many of them are unusable, a leakage check fails that
     *     {@code data.allow} does not name, or the folder cannot be written
     */
    public PreparationReport run() {
        long begin = System.nanoTime();
        try (Phases phases = new Phases(spark, listener)) {
            return prepareOrReuse(phases, begin);
        } catch (Exception failure) {
            throw TaskFailures.explained(failure);
        }
    }

    private PreparationReport prepareOrReuse(Phases phases, long begin) {
        RawData raw = phases.run(
                "finding raw data", () -> DataSources.of(data().source()).open(spark, configuration));
        DatasetIdentity identity = DatasetIdentity.of(configuration, raw);
        String location = location(identity);
        PreparedFolder folder = new PreparedFolder(location);
        Optional<PreparationReport> existing = folder.reusable(identity);
        return existing.map(report -> report.asReused(location, (System.nanoTime() - begin) / 1e9))
                .orElseGet(() -> prepare(raw, identity, folder, location, begin, phases));
    }

    private PreparationReport prepare(
            RawData raw, DatasetIdentity identity, PreparedFolder folder, String location, long begin, Phases phases) {
        try (SqlSettings settings = new SqlSettings(spark);
                DatasetCache cache = new DatasetCache();
                PreparedFolder.Draft draft = folder.begin()) {
            InputAudit audit = new InputAudit(data().maxRejectedFraction(), draft.store(), folder.failures());
            PreparationContext context =
                    new PreparationContext(spark, settings, phases, cache, audit, data(), configuration.seed());
            EncodedData encoded = encode(raw, context);
            DataFindings findings = DataFindings.of(encoded, context);
            PreparationReport report = new DatasetWriter(phases, identity, data().shards())
                    .write(encoded, findings, draft.store(), location, begin);
            return draft.publish(identity)
                    .map(theirs -> theirs.asReused(location, (System.nanoTime() - begin) / 1e9))
                    .orElse(report);
        }
    }

    private static EncodedData encode(RawData raw, PreparationContext context) {
        context.planner().requireKnown(raw.featureNames());
        if (raw instanceof RawInteractions interactions) {
            return new InteractionEncoder(context).encode(interactions);
        }
        return new ExampleEncoder(context).encode((RawExamples) raw);
    }

    private String location(DatasetIdentity identity) {
        String prepared = data().prepared();
        return Locations.absolute(prepared.isBlank() ? "prepared/" + identity.folderName() : prepared);
    }

    private DataConfiguration data() {
        return configuration.data();
    }
}
