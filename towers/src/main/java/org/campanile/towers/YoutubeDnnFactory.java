package org.campanile.towers;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.model.RetrievalModel;

/** Makes models of type {@code youtube-dnn}: users are known by their pooled histories. */
public final class YoutubeDnnFactory implements ModelFactory {
    @Override
    public String type() {
        return "youtube-dnn";
    }

    @Override
    public String description() {
        return "YoutubeDNN: users by their pooled histories and features, over the items' own table, trained by a softmax"
                + " (Covington et al., RecSys 2016).";
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.RETRIEVAL;
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return YoutubeDnnOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        YoutubeDnnOptions options = (YoutubeDnnOptions) context.options();
        return create(
                type(), context, options.history(), options.historyPooling(), options.historyMap(), options.towers());
    }

    /** A model of users who are known by their pooled histories. */
    static RetrievalModel create(
            String type,
            ModelContext context,
            HistoryOptions history,
            HistoryPooling pooling,
            HistoryMap map,
            TowerOptions options) {
        TowerMaker maker = new TowerMaker(type, context, options);
        FeatureTower items = maker.itemTower();
        UserTower users = new HistoryTowers(type, context, history, maker, items).pooled(pooling, map);
        return maker.model(users, items, new OnlyInterest(users));
    }
}
