package org.campanile.towers;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.schema.FeatureSide;

/**
 * Makes models of type {@code dssm}. Features of the context and histories, which stand in the sample's row, take no part,
 * since vectors are made of users and items alone.
 */
public final class DssmFactory implements ModelFactory {
    @Override
    public String type() {
        return "dssm";
    }

    @Override
    public String description() {
        return "DSSM: a user and an item tower of keys and features, trained point-wise, pair-wise or by a softmax (Huang et"
                + " al., CIKM 2013).";
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.RETRIEVAL;
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return TowerOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        return create(type(), context, (TowerOptions) context.options());
    }

    /** A model of users who are known by their keys and the features stored by them. */
    static RetrievalModel create(String type, ModelContext context, TowerOptions options) {
        TowerMaker maker = new TowerMaker(type, context, options);
        UserTower users =
                new ProfileTower(new FeatureTower(maker.settings(FeatureSide.USER)), SampleKeys.of(context.schema()));
        return maker.model(users, maker.itemTower(), new OnlyInterest(users));
    }
}
