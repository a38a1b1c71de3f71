package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.RecommenderModel;

/** Makes models of type {@code logistic-regression}. */
public final class LogisticRegressionFactory extends RankingFactory {
    @Override
    public String type() {
        return "logistic-regression";
    }

    @Override
    public String description() {
        return "Logistic regression: a weight for every value of every feature.";
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return LogisticRegressionOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        LogisticRegressionOptions options = (LogisticRegressionOptions) context.options();
        int fields = context.schema().inputs().size();
        TaskOutputs outputs = oneOutput(context, options.objective());
        VocabularyTables maker = new VocabularyTables(context, options.tables(), vocabulary -> 0);
        FeatureInputs inputs = FeatureInputs.fields(context, maker, 1);
        DeepPart bias = DeepPart.ofBias(outputNetwork(context, "bias", 1, List.of(), 1, Regularization.NONE));
        return model(context, inputs, new FactorizationNetwork(fields, 0, bias, context.threads()), outputs);
    }
}
