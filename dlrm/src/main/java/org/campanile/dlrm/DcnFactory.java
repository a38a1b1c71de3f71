package org.campanile.dlrm;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;

/** Makes models of type {@code dcn}. */
public final class DcnFactory extends RankingFactory {
    @Override
    public String type() {
        return "dcn";
    }

    @Override
    public String description() {
        return "DCN-v2: layers that cross all inputs with one another, and a deep network behind or beside them (Wang et"
                + " al., WWW 2021).";
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return DcnOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        DcnOptions options = (DcnOptions) context.options();
        FeatureInputs inputs = FeatureInputs.embeddings(
                context,
                options.embeddingDim(),
                vocabulary -> options.initialRange(),
                0,
                FeatureInputs.dense(context.schema()));
        int width = inputs.layer().width();
        List<CrossLayer> layers = IntStream.range(0, options.crossLayers())
                .mapToObj(number -> crossLayer(context, options, "cross-" + (number + 1), width))
                .toList();
        CrossTail tail = tail(context, options, width);
        int widest = tail.networks().mapToInt(DenseNetwork::outputSize).max().orElseThrow();
        CrossNetwork cross = new CrossNetwork(layers, width, options.experts(), widest, context.threads());
        return model(context, options.loss(), inputs, new DcnNetwork(cross, tail));
    }

    private static CrossLayer crossLayer(ModelContext context, DcnOptions options, String name, int width) {
        if (options.experts() == 1) {
            return new CrossLayer(List.of(expert(context, options, name, width)), null);
        }
        List<DenseNetwork> experts = IntStream.range(0, options.experts())
                .mapToObj(number -> expert(context, options, name + "-expert-" + (number + 1), width))
                .toList();
        DenseNetwork gate = network(
                context, name + "-gate", width, List.of(), options.experts(), Activation.IDENTITY, Activation.IDENTITY);
        return new CrossLayer(experts, gate);
    }

    private static DenseNetwork expert(ModelContext context, DcnOptions options, String name, int width) {
        List<Integer> hidden = options.crossRank() == 0 ? List.of() : Collections.nCopies(2, options.crossRank());
        return network(context, name, width, hidden, width, Activation.TANH, Activation.IDENTITY);
    }

    private static CrossTail tail(ModelContext context, DcnOptions options, int width) {
        List<Integer> sizes = options.mlp();
        return switch (options.structure()) {
            case STACKED -> new StackedTail(logitNetwork(context, "deep", width, sizes, options.dropout()));
            case PARALLEL -> {
                int last = sizes.size() - 1;
                int outputs = sizes.get(last);
                DenseNetwork deep = network(
                        context, "deep", width, sizes.subList(0, last), outputs, Activation.RELU, Activation.RELU);
                yield new ParallelTail(deep, logitNetwork(context, "logit", width + outputs, List.of(), 0));
            }
        };
    }

    private static DenseNetwork network(
            ModelContext context,
            String name,
            int inputs,
            List<Integer> hiddenSizes,
            int outputs,
            Activation hidden,
            Activation last) {
        return DenseNetwork.create(new DenseNetworkSettings(
                name,
                inputs,
                hiddenSizes,
                outputs,
                hidden,
                last,
                context.training().denseOptimizer(),
                context.seed()));
    }
}
