package org.campanile.towers;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.parallel.ThreadTeam;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/** Makes what all retrieval models have in common, as their options ask for it. */
final class TowerMaker {
    private static final List<String> KEY_ALONE = List.of("none");

    private final String type;
    private final ModelContext context;
    private final TowerOptions options;

    /**
     * @param type the model type, for messages
     * @throws CampanileException when samples do not name user and item
     */
    TowerMaker(String type, ModelContext context, TowerOptions options) {
        this.type = type;
        this.context = context;
        this.options = options;
        Schema schema = context.schema();
        if (schema.userKey() == null || schema.itemKey() == null) {
            String missing = schema.userKey() != null ? "item" : schema.itemKey() != null ? "user" : "user and no item";
            throw new CampanileException("Model type " + type
                    + " needs samples with a user and an item, but the data set has no " + missing
                    + " key: use a ranking model, or data of interactions.");
        }
    }

    /** The item tower. */
    FeatureTower itemTower() {
        return new FeatureTower(settings(FeatureSide.ITEM));
    }

    /** The model of two towers. */
    RetrievalModel model(UserTower users, FeatureTower items, InterestChoice interest) {
        TowerNegatives negatives = new TowerNegatives(context, options);
        Supplier<SampleChoice> choices = negatives.choices();
        return new TwoTowerModel(
                users,
                items,
                interest,
                TowerLosses.create(context, options, negatives, users.vectorSize()),
                () -> users.choice(choices.get()),
                options.similarity(),
                options.temperature(),
                new ThreadTeam(context.threads(), type));
    }

    /** What the tower of a side is made from. */
    TowerSettings settings(FeatureSide side) {
        boolean isUser = side == FeatureSide.USER;
        EntityFeatures entities = isUser ? context.users() : context.items();
        List<String> names = isUser ? options.userFeatures() : options.itemFeatures();
        List<Integer> hiddenSizes = isUser ? options.userTower() : options.itemTower();
        return new TowerSettings(
                side,
                select(context.schema(), side, names),
                entities,
                options.embeddingDim(),
                hiddenSizes,
                options.outputDim(),
                options.outputActivation(),
                options.similarity(),
                context.training(),
                context.tables(),
                context.seed());
    }

    private Schema select(Schema schema, FeatureSide side, List<String> names) {
        List<String> there = schema.features().stream()
                .filter(feature -> feature.side() == side)
                .map(Feature::name)
                .toList();
        checkNotInRow(schema, side, names);
        if (names.isEmpty()) {
            return schema;
        }
        if (names.equals(KEY_ALONE)) {
            return schema.select(side, List.of());
        }
        for (String name : names) {
            if (!there.contains(name)) {
                throw new CampanileException("model." + side.name().toLowerCase(Locale.ROOT) + "-features names " + name
                        + ", which the data set does not have; it has " + String.join(", ", there) + ".");
            }
        }
        return schema.select(side, names);
    }

    /** A vector is made of what is known of a user or item whatever the sample; of histories by models that say so. */
    private void checkNotInRow(Schema schema, FeatureSide side, List<String> names) {
        String word = side.name().toLowerCase(Locale.ROOT);
        for (Feature feature : schema.rowFeatures()) {
            boolean isKey = feature.equals(schema.key(side));
            if (feature.side() == side && !isKey && names.contains(feature.name())) {
                throw new CampanileException("model." + word + "-features names " + feature.name()
                        + ", which differs from sample to sample of one " + word + ": model type " + type
                        + " cannot use it; leave it out.");
            }
        }
    }
}
