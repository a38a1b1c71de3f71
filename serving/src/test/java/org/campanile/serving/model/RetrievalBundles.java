package org.campanile.serving.model;

import java.nio.file.Path;
import org.campanile.spark.evaluation.EvaluationFixture;

/** Bundles of small retrieval models over interactions that are prepared once for all of them. */
public final class RetrievalBundles {
    public static final String DSSM =
            "type: dssm, embedding-dim: 8, output-dim: 8, user-tower: [], item-tower: [], similarity: dot";
    public static final String MIND =
            "type: mind, embedding-dim: 8, output-dim: 8, interests: 3, history-length: 6, user-tower: []";

    private static final String EVALUATION = "top-k: [10]";

    private final Path prepared;
    private final String interactions;
    private final EvaluationFixture fixture;

    /**
     * @param prepared     folder for the prepared data
     * @param interactions how many, as options of {@code data}
     */
    public RetrievalBundles(Path prepared, String interactions) {
        this.prepared = prepared;
        this.interactions = "source: synthetic-interactions, history: {max-length: 6}, " + interactions;
        this.fixture = EvaluationFixture.create(prepared, this.interactions, DSSM, EVALUATION);
    }

    /** Writes the bundle of a model, such as {@link #DSSM}, to a folder. */
    public EvaluationFixture write(String model, Path folder) {
        return fixture.with(
                EvaluationFixture.configuration(prepared.resolve("prepared"), interactions, model, EVALUATION), folder);
    }
}
