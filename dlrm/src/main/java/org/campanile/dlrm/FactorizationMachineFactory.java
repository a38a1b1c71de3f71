package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.RecommenderModel;

/** Makes models of type {@code factorization-machine}. */
public final class FactorizationMachineFactory extends RankingFactory {
    @Override
    public String type() {
        return "factorization-machine";
    }

    @Override
    public String description() {
        return "Factorisation machine: weights of the features, and dot products of the vectors of every two (Rendle, ICDM"
                + " 2010).";
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return FactorizationMachineOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        FactorizationMachineOptions options = (FactorizationMachineOptions) context.options();
        TaskOutputs outputs = oneOutput(context, options.objective());
        int dim = options.embeddingDim();
        int fields = context.schema().inputs().size();
        VocabularyTables maker = new VocabularyTables(context, options.tables(), vocabulary -> options.initialRange());
        FeatureInputs inputs = FeatureInputs.fields(context, maker, dim + 1);
        DeepPart bias = DeepPart.ofBias(outputNetwork(context, "bias", 1, List.of(), 1, Regularization.NONE));
        return model(context, inputs, new FactorizationNetwork(fields, dim, bias, context.threads()), outputs);
    }
}
