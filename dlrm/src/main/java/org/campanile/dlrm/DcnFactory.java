package org.campanile.dlrm;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.RankingTasks;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;

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
        TaskOutputs outputs = outputs(context, options.objective());
        VocabularyTables maker = new VocabularyTables(context, options.tables(), vocabulary -> options.initialRange());
        FeatureInputs inputs = FeatureInputs.embeddings(
                context, maker, options.embeddingDim(), 0, FeatureInputs.dense(context.schema()));
        int width = inputs.layer().width();
        List<CrossLayer> layers = IntStream.range(0, options.crossLayers())
                .mapToObj(number -> crossLayer(context, options, "cross-" + (number + 1), width))
                .toList();
        CrossTail tail = tail(context, options, width, outputs.tasks());
        int widest = tail.networks().mapToInt(DenseNetwork::outputSize).max().orElseThrow();
        CrossNetwork cross = new CrossNetwork(layers, width, options.experts(), widest, context.threads());
        return model(context, inputs, new DcnNetwork(cross, tail), outputs);
    }

    private static CrossLayer crossLayer(ModelContext context, DcnOptions options, String name, int width) {
        if (options.experts() == 1) {
            return new CrossLayer(List.of(expert(context, options, name, width)), null);
        }
        List<DenseNetwork> experts = IntStream.range(0, options.experts())
                .mapToObj(number -> expert(context, options, name + "-expert-" + (number + 1), width))
                .toList();
        DenseNetwork gate =
                outputNetwork(context, name + "-gate", width, List.of(), options.experts(), Regularization.NONE);
        return new CrossLayer(experts, gate);
    }

    private static DenseNetwork expert(ModelContext context, DcnOptions options, String name, int width) {
        List<Integer> hidden = options.crossRank() == 0 ? List.of() : Collections.nCopies(2, options.crossRank());
        return network(context, name, width, hidden, width, Activation.TANH, Activation.IDENTITY, Regularization.NONE);
    }

    private static CrossTail tail(ModelContext context, DcnOptions options, int width, RankingTasks tasks) {
        List<Integer> sizes = options.deep().mlp();
        Regularization regularization = options.deep().regularization();
        MixtureOptions mixture = options.mixture();
        return switch (options.structure()) {
            case STACKED -> new StackedTail(top(context, "deep", width, sizes, regularization, tasks, mixture));
            case PARALLEL -> {
                int last = sizes.size() - 1;
                int hidden = sizes.get(last);
                DenseNetwork deep = network(
                        context,
                        "deep",
                        width,
                        sizes.subList(0, last),
                        hidden,
                        Activation.RELU,
                        Activation.RELU,
                        regularization);
                yield new ParallelTail(
                        deep,
                        top(
                                context,
                                "logit",
                                width + hidden,
                                List.of(),
                                regularization.withoutDropout(),
                                tasks,
                                mixture));
            }
        };
    }
}
