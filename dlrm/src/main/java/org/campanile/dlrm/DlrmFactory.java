package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.math.InteractionShape;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.InputLayer;
import org.campanile.core.nn.SampleRows;
import org.campanile.core.parallel.ThreadTeam;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Vocabulary;

/** Makes models of type {@code dlrm}. */
public final class DlrmFactory implements ModelFactory {
    @Override
    public String type() {
        return "dlrm";
    }

    @Override
    public String description() {
        return "DLRM: dense features and embeddings that interact by dot products (Naumov et al., arXiv:1906.00091, 2019).";
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.RANKING;
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return DlrmOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        DlrmOptions options = (DlrmOptions) context.options();
        List<Feature> features = context.schema().features();
        List<Feature> embedded = features.stream()
                .filter(feature -> !(feature instanceof DenseFeature))
                .toList();
        checkInteraction(features.size() - embedded.size(), embedded.size());

        SampleRows samples = new SampleRows(context.schema(), context.users(), context.items());
        EmbeddingTables tables = new EmbeddingTables(
                embedded,
                context.schema(),
                vocabulary -> context.tables().make(table(context, options.embeddingDim(), vocabulary)));
        DensePart dense = densePart(context, options, samples, tables);
        InputLayer embeddings = new InputLayer(embedded, samples.columns(), tables, dense.width());
        int vectors = embedded.size() + (dense.width() == 0 ? 0 : 1);
        InteractionShape shape = new InteractionShape(vectors, options.embeddingDim(), SelfPairs.LEFT_OUT);
        DenseNetwork top = DenseNetwork.create(new DenseNetworkSettings(
                "top-mlp",
                dense.width() + shape.pairs(),
                options.topMlp(),
                1,
                Activation.RELU,
                Activation.IDENTITY,
                context.training().denseOptimizer(),
                context.seed()));
        ThreadTeam team = new ThreadTeam(context.threads(), "dlrm");
        return new DlrmModel(samples, dense, tables, embeddings, shape, top, team);
    }

    private static void checkInteraction(int dense, int embedded) {
        if (dense == 0 && embedded < 2) {
            throw new CampanileException(
                    "Model type dlrm needs a dense feature or two others to interact, but the data set" + " has "
                            + embedded + " categorical or sequence features and no dense one: add features.");
        }
    }

    /** As in the paper's own code, embeddings begin uniform in [-1, 1) / sqrt(rows). */
    private static TableSettings table(ModelContext context, int dim, Vocabulary vocabulary) {
        return new TableSettings(
                vocabulary.name(),
                vocabulary.size(),
                dim,
                context.seed(),
                (float) (1 / Math.sqrt(vocabulary.size())),
                context.training().sparseOptimizer(),
                context.training().tableMemory());
    }

    private static DensePart densePart(
            ModelContext context, DlrmOptions options, SampleRows samples, EmbeddingTables tables) {
        List<Feature> features = context.schema().features().stream()
                .filter(DenseFeature.class::isInstance)
                .toList();
        if (features.isEmpty()) {
            return new NoDenseFeatures();
        }
        List<Integer> sizes = options.bottomMlp();
        DenseNetwork network = DenseNetwork.create(new DenseNetworkSettings(
                "bottom-mlp",
                features.size(),
                sizes.subList(0, sizes.size() - 1),
                options.embeddingDim(),
                Activation.RELU,
                Activation.RELU,
                context.training().denseOptimizer(),
                context.seed()));
        return new BottomNetwork(new InputLayer(features, samples.columns(), tables, 0), network);
    }
}
