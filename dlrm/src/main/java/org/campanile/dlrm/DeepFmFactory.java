package org.campanile.dlrm;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.RecommenderModel;

/** Makes models of type {@code deepfm}. */
public final class DeepFmFactory extends RankingFactory {
    @Override
    public String type() {
        return "deepfm";
    }

    @Override
    public String description() {
        return "DeepFM: a factorisation machine and a deep network over the same embeddings (Guo et al., IJCAI 2017).";
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return DeepFmOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        DeepFmOptions options = (DeepFmOptions) context.options();
        TaskOutputs outputs = oneOutput(context, options.objective());
        DeepNetworkOptions deepOptions = options.deep();
        int dim = options.embeddingDim();
        int fields = context.schema().inputs().size();
        VocabularyTables maker = new VocabularyTables(context, options.tables(), vocabulary -> options.initialRange());
        FeatureInputs inputs = FeatureInputs.fields(context, maker, dim + 1);
        DeepPart deep = DeepPart.ofVectors(
                outputNetwork(context, "deep", fields * dim, deepOptions.mlp(), 1, deepOptions.regularization()),
                fields,
                dim);
        return model(context, inputs, new FactorizationNetwork(fields, dim, deep, context.threads()), outputs);
    }
}
