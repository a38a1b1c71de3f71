package org.campanile.serving.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.RowScorer;
import org.campanile.core.model.RankingModel;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.EntityKeys;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStore;
import org.campanile.core.transform.RowTransform;
import org.jspecify.annotations.Nullable;

/** A ranking model that answers requests: it scores items for a user. */
public final class ServedRanking extends ServedModel {
    private final RawInputs inputs;
    private final @Nullable ItemCatalogue items;
    private final @Nullable EntityKeys users;
    private final Map<LoadedBundle, RowScorer> scorers = new HashMap<>();
    private final String location;

    private ServedRanking(ModelPool models, String location) {
        super(models);
        this.location = location;
        PreparedDataset entities = entities();
        RowTransform transform = entities.rowTransform(entities.rowColumns());
        this.inputs = RawInputs.of(entities);
        models.all().forEach(bundle -> scorers.put(bundle, new RowScorer((RankingModel) bundle.model(), transform)));
        this.users = entities.schema().hasKey(FeatureSide.USER) ? EntityKeys.read(entities, FeatureSide.USER) : null;
        this.items = entities.schema().hasKey(FeatureSide.ITEM) ? ItemCatalogue.read(entities) : null;
    }

    /**
     * Opens a bundle.
     *
     * @param copies models that compute at once, at least 1; they share the embedding tables
     * @throws CampanileException when the bundle is absent, damaged, of a retrieval model, or does not fit this version's
     *     model
     */
    public static ServedRanking open(FileStore bundle, int copies) {
        return open(
                bundle,
                copies,
                RankingModel.class,
                ", which recommends items to users: only ranking models score samples.",
                models -> new ServedRanking(models, bundle.root()));
    }

    @Override
    public ItemCatalogue items() {
        if (items == null) {
            throw new CampanileException("Samples of the model in " + location
                    + " name no item, so that it cannot score items: train it on samples that do.");
        }
        return items;
    }

    @Override
    public boolean knows(UserRequest request) {
        return (users != null && request.user().map(users::index).orElse(0) > 0)
                || request.features().keySet().stream().anyMatch(inputs.all()::contains)
                || (items != null
                        && inputs.history() != null
                        && request.history().stream().anyMatch(item -> items.index(item) > 0));
    }

    /**
     * The score of each item for the user, as {@code score} gives it to rows with the same raw values.
     *
     * @param ids of the items as in raw data
     * @return one score for each item, in order: the larger, the better
     * @throws CampanileException when a raw value cannot be read as what it should be, or samples of the model name no item
     */
    public float[] score(UserRequest request, List<String> ids) {
        items();
        return score(ids.stream().map(id -> inputs.row(request, id)).toList());
    }

    /**
     * The score of each sample.
     *
     * @param rows raw values by name; what is not there is missing
     * @throws CampanileException when a raw value cannot be read as what it should be
     */
    public float[] score(List<? extends Map<String, ?>> rows) {
        return models().use(
                        bundle -> Objects.requireNonNull(scorers.get(bundle)).score(rows));
    }
}
