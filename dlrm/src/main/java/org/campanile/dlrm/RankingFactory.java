package org.campanile.dlrm;

import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RankingTasks;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;
import org.campanile.core.parallel.ThreadTeam;

/** What the factories of ranking models share. */
abstract class RankingFactory implements ModelFactory {
    @Override
    public ModelFamily family() {
        return ModelFamily.RANKING;
    }

    /**
     * The tasks of a model and their losses.
     *
     * @throws CampanileException when a task learns a label that samples do not have
     */
    static TaskOutputs outputs(ModelContext context, ObjectiveOptions objective) {
        RankingTasks tasks = objective.rankingTasks();
        List<String> labels = context.schema().targets().labels();
        for (TaskConfiguration task : tasks.tasks()) {
            if (!labels.contains(task.label())) {
                throw new CampanileException("model.tasks learns the label " + task.label()
                        + ", but the samples of the data set have no such label; they have " + String.join(", ", labels)
                        + ": name it in data.targets.further-labels and prepare the data again.");
            }
        }
        return new TaskOutputs(tasks, objective.loss(), context.schema().targets());
    }

    /**
     * As {@link #outputs}, of models with a single output.
     *
     * @throws CampanileException when the tasks need more
     */
    final TaskOutputs oneOutput(ModelContext context, ObjectiveOptions objective) {
        TaskOutputs outputs = outputs(context, objective);
        if (outputs.width() > 1) {
            throw new CampanileException("model.tasks needs " + outputs.width() + " outputs, but model.type " + type()
                    + " has one: choose dlrm or dcn, or one task that is binary or regression.");
        }
        return outputs;
    }

    final RecommenderModel model(
            ModelContext context, FeatureInputs inputs, RankingNetwork network, TaskOutputs outputs) {
        return new InteractionModel(
                inputs,
                network,
                outputs,
                context.training().denseOptimizer().clipNorm(),
                new ThreadTeam(context.threads(), type()));
    }

    /** A network of relu layers that ends in linear outputs. */
    static DenseNetwork outputNetwork(
            ModelContext context,
            String name,
            int inputs,
            List<Integer> hiddenSizes,
            int outputs,
            Regularization regularization) {
        return network(
                context, name, inputs, hiddenSizes, outputs, Activation.RELU, Activation.IDENTITY, regularization);
    }

    static DenseNetwork network(
            ModelContext context,
            String name,
            int inputs,
            List<Integer> hiddenSizes,
            int outputs,
            Activation hidden,
            Activation last,
            Regularization regularization) {
        return DenseNetwork.create(new DenseNetworkSettings(
                        name,
                        inputs,
                        hiddenSizes,
                        outputs,
                        hidden,
                        last,
                        context.training().denseOptimizer(),
                        context.seed())
                .withDropout(regularization.dropout())
                .withNormalization(regularization.normalization()));
    }

    /**
     * What makes the outputs of all tasks: a network of the given hidden layers, or the mixture of experts if there is one.
     *
     * @param name of the network
     */
    static TopNetwork top(
            ModelContext context,
            String name,
            int inputs,
            List<Integer> hiddenSizes,
            Regularization regularization,
            RankingTasks tasks,
            MixtureOptions mixture) {
        if (mixture.experts() == 0) {
            return new SharedBottom(outputNetwork(context, name, inputs, hiddenSizes, tasks.outputs(), regularization));
        }
        List<Integer> sizes = mixture.expertMlp();
        int last = sizes.size() - 1;
        int width = sizes.get(last);
        List<DenseNetwork> experts = IntStream.rangeClosed(1, mixture.experts())
                .mapToObj(number -> network(
                        context,
                        "expert-" + number,
                        inputs,
                        sizes.subList(0, last),
                        width,
                        Activation.RELU,
                        Activation.RELU,
                        regularization))
                .toList();
        List<DenseNetwork> gates = IntStream.rangeClosed(1, tasks.tasks().size())
                .mapToObj(number -> outputNetwork(
                        context, "gate-" + number, inputs, List.of(), mixture.experts(), Regularization.NONE))
                .toList();
        List<DenseNetwork> towers = IntStream.rangeClosed(1, tasks.tasks().size())
                .mapToObj(number -> outputNetwork(
                        context,
                        "tower-" + number,
                        width,
                        mixture.towerMlp(),
                        tasks.tasks().get(number - 1).outputs(),
                        regularization))
                .toList();
        return new GatedMixture(experts, gates, towers, context.threads());
    }
}
