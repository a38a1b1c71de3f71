package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.math.InteractionShape;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.InputLayer;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Vocabulary;

/** Makes models of type {@code dlrm}. */
public final class DlrmFactory extends RankingFactory {
    @Override
    public String type() {
        return "dlrm";
    }

    @Override
    public String description() {
        return "DLRM: dense features and embeddings that interact by dot products (Naumov et al., arXiv:1906.00091, 2019).";
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return DlrmOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        DlrmOptions options = (DlrmOptions) context.options();
        InputLayer.requireOneVectorEach(context.schema().inputs());
        TaskOutputs outputs = outputs(context, options.objective());
        List<Feature> denseFeatures = FeatureInputs.dense(context.schema());
        int embedded = context.schema().inputs().size() - denseFeatures.size();
        checkInteraction(denseFeatures.size(), embedded);

        int direct = denseFeatures.isEmpty() ? 0 : options.embeddingDim();
        VocabularyTables maker = new VocabularyTables(context, options.tables(), DlrmFactory::initialRange);
        FeatureInputs inputs = FeatureInputs.embeddings(context, maker, options.embeddingDim(), direct, List.of());
        DensePart dense = densePart(context, options, denseFeatures, inputs);
        int vectors = embedded + (direct == 0 ? 0 : 1);
        InteractionShape shape = new InteractionShape(vectors, options.embeddingDim(), options.selfInteraction());
        TopNetwork top = top(
                context,
                "top-mlp",
                direct + shape.pairs(),
                options.topMlp(),
                options.regularization(),
                outputs.tasks(),
                options.mixture());
        return model(context, inputs, new DlrmNetwork(dense, shape, top, context.threads()), outputs);
    }

    private static void checkInteraction(int dense, int embedded) {
        if (dense == 0 && embedded < 2) {
            throw new CampanileException(
                    "Model type dlrm needs a dense feature or two others to interact, but the data set" + " has "
                            + embedded + " categorical or sequence features and no dense one: add features.");
        }
    }

    /** As in the paper's own code, embeddings begin uniform in [-1, 1) / sqrt(rows). */
    private static double initialRange(Vocabulary vocabulary) {
        return 1 / Math.sqrt(vocabulary.size());
    }

    private static DensePart densePart(
            ModelContext context, DlrmOptions options, List<Feature> features, FeatureInputs inputs) {
        if (features.isEmpty()) {
            return new NoDenseFeatures();
        }
        List<Integer> sizes = options.bottomMlp();
        DenseNetwork network = network(
                context,
                "bottom-mlp",
                features.size(),
                sizes.subList(0, sizes.size() - 1),
                options.embeddingDim(),
                Activation.RELU,
                Activation.RELU,
                options.regularization().withoutDropout());
        return new BottomNetwork(new InputLayer(features, inputs.samples().columns(), inputs.tables(), 0), network);
    }
}
