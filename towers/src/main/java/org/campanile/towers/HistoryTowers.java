package org.campanile.towers;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.model.ModelContext;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.SideRows;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;

/** Makes the user towers of models that read histories. */
final class HistoryTowers {
    private final String type;
    private final ModelContext context;
    private final HistoryOptions options;
    private final TowerSettings settings;
    private final FeatureTower items;

    /** @param items whose table of the histories' vocabulary is shared; the caller's */
    HistoryTowers(String type, ModelContext context, HistoryOptions options, TowerMaker maker, FeatureTower items) {
        this.type = type;
        this.context = context;
        this.options = options;
        this.settings = maker.settings(FeatureSide.USER);
        this.items = items;
    }

    /** The embeddings of a history are pooled. */
    HistoryTower pooled(HistoryPooling pooling, HistoryMap map) {
        return tower(new WeightedPooling(settings.embeddingDim(), weights(pooling)), map);
    }

    private PlaceWeights weights(HistoryPooling pooling) {
        return switch (pooling) {
            case MEAN -> PlaceWeights.alike();
            case RECENCY ->
                PlaceWeights.learned(new Vocabulary("history-place", options.historyLength()), this::logits);
        };
    }

    /** Logits of places: 0 at first, so that all count alike. */
    private EmbeddingTable logits(Vocabulary places) {
        return settings.tables().make(settings.table(places, 1, 0f));
    }

    /** The items of a history are routed to interests. */
    HistoryTower routed(CapsuleSettings capsules, HistoryPooling pooling) {
        // Histories and items are compared in one space from the start.
        DenseNetwork map = TowerBodies.identityMap("routing-map", settings.embeddingDim(), settings);
        return tower(new CapsuleRouting(capsules, options.historyLength(), map, weights(pooling)), HistoryMap.NONE);
    }

    private HistoryTower tower(HistoryEncoder encoder, HistoryMap map) {
        Schema schema = context.schema();
        SequenceFeature history = schema.history()
                .orElseThrow(() -> new CampanileException("Model type " + type
                        + " needs what users took before, but the data set has no histories: set"
                        + " data.history.max-length, such as 50, and prepare it again."));
        ColumnSet columns = ColumnSet.of(schema.rowFeatures());
        return new HistoryTower(
                settings,
                new HistoryInputs(
                        SampleKeys.of(schema),
                        columns.sequences().indexOf(history),
                        history.vocabulary(),
                        features(),
                        map,
                        options.historyLength(),
                        options.historyDropout(),
                        options.emptyHistories()),
                encoder,
                items);
    }

    /** Features of users beside their histories. */
    private List<Feature> features() {
        Feature key = settings.schema().key(FeatureSide.USER);
        return new SideRows(settings.schema(), FeatureSide.USER, settings.entities())
                .features().stream()
                        .filter(feature -> options.userKey() == UserKeyUse.EMBED || !feature.equals(key))
                        .toList();
    }
}
