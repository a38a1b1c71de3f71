package org.campanile.towers;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RecommenderModel;

/** Makes models of type {@code mind}: users have several interests. */
public final class MindFactory implements ModelFactory {
    @Override
    public String type() {
        return "mind";
    }

    @Override
    public String description() {
        return "MIND: several interests per user, found by routing the items of the history to capsules (Li et al., CIKM 2019).";
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.RETRIEVAL;
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return MindOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        MindOptions options = (MindOptions) context.options();
        TowerOptions towers = options.towers();
        TowerMaker maker = new TowerMaker(type(), context, towers);
        FeatureTower items = maker.itemTower();
        CapsuleSettings capsules = new CapsuleSettings(
                options.interests(),
                options.routingIterations(),
                options.routingAgreement(),
                options.routingTemperature(),
                options.routingDeviation(),
                options.residual(),
                context.seed());
        UserTower users = new HistoryTowers(type(), context, options.history(), maker, items)
                .routed(capsules, options.historyPooling());
        return maker.model(
                users, items, new LabelAwareAttention(users, towers.temperature(), options.attentionPower()));
    }
}
