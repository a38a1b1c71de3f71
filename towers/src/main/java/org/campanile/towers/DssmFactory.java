package org.campanile.towers;

import java.util.List;
import java.util.Locale;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.parallel.ThreadTeam;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/**
 * Makes models of type {@code dssm}. Features of the context and histories, which stand in the sample's row, take no part,
 * since vectors are made of users and items alone.
 */
public final class DssmFactory implements ModelFactory {
    private static final List<String> KEY_ALONE = List.of("none");

    @Override
    public String type() {
        return "dssm";
    }

    @Override
    public String description() {
        return "DSSM: a user and an item tower; point-wise loss, or softmax over the batch or sampled items (Huang et al.,"
                + " CIKM 2013).";
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.RETRIEVAL;
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return DssmOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        Schema schema = context.schema();
        DssmOptions options = (DssmOptions) context.options();
        checkKeys(schema);
        FeatureTower userTower = tower(context, options, FeatureSide.USER);
        FeatureTower itemTower = tower(context, options, FeatureSide.ITEM);
        TowerNegatives negatives = new TowerNegatives(context);
        return new DssmModel(
                userTower,
                itemTower,
                TowerLosses.create(context, negatives, userTower.vectorSize()),
                negatives.choices(),
                SampleKeys.of(schema),
                options.temperature(),
                new ThreadTeam(context.threads(), "dssm"));
    }

    private static void checkKeys(Schema schema) {
        if (schema.userKey() == null || schema.itemKey() == null) {
            String missing = schema.userKey() != null ? "item" : schema.itemKey() != null ? "user" : "user and no item";
            throw new CampanileException(
                    "Model type dssm needs samples with a user and an item, but the data set has no " + missing
                            + " key: use a ranking model, or data of interactions.");
        }
    }

    private static Schema select(Schema schema, FeatureSide side, List<String> names) {
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

    /** A vector is made of what is known of a user or item whatever the sample. */
    private static void checkNotInRow(Schema schema, FeatureSide side, List<String> names) {
        String word = side.name().toLowerCase(Locale.ROOT);
        for (Feature feature : schema.rowFeatures()) {
            boolean isKey = feature.equals(schema.key(side));
            if (feature.side() == side && !isKey && names.contains(feature.name())) {
                throw new CampanileException("model." + word + "-features names " + feature.name()
                        + ", which differs from sample to sample of one " + word
                        + ": model type dssm cannot use it; leave it out.");
            }
        }
    }

    private static FeatureTower tower(ModelContext context, DssmOptions options, FeatureSide side) {
        boolean isUser = side == FeatureSide.USER;
        EntityFeatures entities = isUser ? context.users() : context.items();
        List<String> names = isUser ? options.userFeatures() : options.itemFeatures();
        List<Integer> hiddenSizes = isUser ? options.userTower() : options.itemTower();
        return new FeatureTower(new TowerSettings(
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
                context.seed()));
    }
}
