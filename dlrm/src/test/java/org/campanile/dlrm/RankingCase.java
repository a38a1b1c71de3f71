package org.campanile.dlrm;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.ScoreCombination;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.RankingModel;
import org.campanile.core.schema.Targets;

/** A small ranking model over small data, and the same from its definition. */
record RankingCase(String name, ModelFactory factory, ModelOptions options, Clicks world, ReferenceRanker reference) {
    static final DlrmOptions DLRM = dlrm(3, List.of(5, 3), List.of(4, 6), SelfPairs.LEFT_OUT);

    static final Targets TARGETS = new Targets(List.of("label", "stars", "seconds"), null);

    /** Five outputs. */
    static final List<TaskConfiguration> TASKS = List.of(
            new TaskConfiguration("stars", Objective.MULTI_CLASS, 3, 0.5, 1),
            TaskConfiguration.CLICK,
            new TaskConfiguration("seconds", Objective.REGRESSION, 0, 0.25, 1));

    private static final MixtureOptions MIXTURE = new MixtureOptions(3, List.of(5, 4), List.of(3));

    private static final ObjectiveOptions OBJECTIVE =
            new ObjectiveOptions(LossOptions.DEFAULTS, TASKS, ScoreCombination.WEIGHTED_SUM);

    static DlrmOptions dlrm(MixtureOptions mixture) {
        return new DlrmOptions(
                DlrmPreset.NONE, 3, List.of(5, 3), List.of(4, 6), SelfPairs.LEFT_OUT, 0, mixture, OBJECTIVE);
    }

    private static DcnOptions dcn(DcnStructure structure, MixtureOptions mixture) {
        DeepNetworkOptions deep = new DeepNetworkOptions(List.of(5, 4), 0);
        return new DcnOptions(3, 2, 0, 1, structure, deep, 0.5, mixture, OBJECTIVE);
    }

    static DlrmOptions dlrm(int dim, List<Integer> bottom, List<Integer> top, SelfPairs self) {
        return new DlrmOptions(DlrmPreset.NONE, dim, bottom, top, self, 0, MixtureOptions.NONE, ObjectiveOptions.CLICK);
    }

    /** Every model type over every kind of feature, and shapes in which something is missing. */
    static Stream<RankingCase> all() {
        Clicks all = Clicks.ofUsersAndItems(new Random(1));
        Clicks labelled = all.with(TARGETS);
        Clicks pooled = Clicks.ofSequences(SequencePooling.SUM, SequencePooling.MAX);
        return Stream.of(
                of("every feature", all, DLRM),
                of("rows", Clicks.ofRows(4, 3), DLRM),
                of("no dense features", Clicks.ofRows(0, 4), DLRM),
                of("dense features alone", Clicks.ofRows(4, 0), DLRM),
                of("sum and maximum", pooled, DLRM),
                of("no hidden layers", Clicks.ofRows(2, 2), dlrm(3, List.of(3), List.of(), SelfPairs.LEFT_OUT)),
                of("self-interaction", all, dlrm(3, List.of(5, 3), List.of(4), SelfPairs.INCLUDED)),
                logisticRegression("every feature", all),
                logisticRegression("no dense features", Clicks.ofRows(0, 3)),
                logisticRegression("dense features alone", Clicks.ofRows(3, 0)),
                factorizationMachine("every feature", all, 3),
                factorizationMachine("dense features alone", Clicks.ofRows(4, 0), 2),
                of(
                        "every feature",
                        all,
                        new DeepFmOptions(3, new DeepNetworkOptions(List.of(5, 4), 0), 0.5, ObjectiveOptions.CLICK)),
                of(
                        "no dense features",
                        Clicks.ofRows(0, 3),
                        new DeepFmOptions(4, new DeepNetworkOptions(List.of(6), 0), 0.5, ObjectiveOptions.CLICK)),
                of(
                        "sum and maximum",
                        pooled,
                        new DeepFmOptions(3, new DeepNetworkOptions(List.of(5), 0), 0.5, ObjectiveOptions.CLICK)),
                of("stacked", all, dcn(2, 0, 1, DcnStructure.STACKED, List.of(5, 4))),
                of("stacked without deep network", all, dcn(3, 0, 1, DcnStructure.STACKED, List.of())),
                of("parallel", all, dcn(2, 0, 1, DcnStructure.PARALLEL, List.of(5, 4))),
                of("low rank", Clicks.ofRows(2, 3), dcn(2, 2, 1, DcnStructure.PARALLEL, List.of(4))),
                of("experts", Clicks.ofRows(2, 3), dcn(2, 3, 3, DcnStructure.STACKED, List.of(4))),
                of("tasks", labelled, dlrm(MixtureOptions.NONE)),
                of("tasks, mixture", labelled, dlrm(MIXTURE)),
                of("tasks, stacked", labelled, dcn(DcnStructure.STACKED, MixtureOptions.NONE)),
                of("tasks, beside", labelled, dcn(DcnStructure.PARALLEL, MixtureOptions.NONE)),
                of("tasks, stacked mixture", Clicks.ofRows(2, 2).with(TARGETS), dcn(DcnStructure.STACKED, MIXTURE)),
                of("tasks, mixture beside", Clicks.ofRows(2, 2).with(TARGETS), dcn(DcnStructure.PARALLEL, MIXTURE)),
                of("dense features alone", Clicks.ofRows(4, 0), dcn(2, 0, 1, DcnStructure.PARALLEL, List.of(40))));
    }

    /** One of every type, over every kind of feature. */
    static Stream<RankingCase> oneOfEachType() {
        return all().filter(candidate -> candidate.name.endsWith("every feature")
                || candidate.name.endsWith(" parallel")
                || candidate.name.equals("dlrm: tasks, mixture"));
    }

    private static DcnOptions dcn(int layers, int rank, int experts, DcnStructure structure, List<Integer> mlp) {
        return new DcnOptions(
                3,
                layers,
                rank,
                experts,
                structure,
                new DeepNetworkOptions(mlp, 0),
                0.5,
                MixtureOptions.NONE,
                ObjectiveOptions.CLICK);
    }

    static RankingCase of(String shape, Clicks world, DlrmOptions options) {
        return new RankingCase("dlrm: " + shape, new DlrmFactory(), options, world, new ReferenceDlrm(world, options));
    }

    private static RankingCase of(String shape, Clicks world, DeepFmOptions options) {
        ReferenceRanker reference = new ReferenceFactorization(
                world, options.embeddingDim(), options.deep().mlp());
        return new RankingCase("deepfm: " + shape, new DeepFmFactory(), options, world, reference);
    }

    private static RankingCase of(String shape, Clicks world, DcnOptions options) {
        return new RankingCase("dcn: " + shape, new DcnFactory(), options, world, new ReferenceDcn(world, options));
    }

    private static RankingCase logisticRegression(String shape, Clicks world) {
        return new RankingCase(
                "logistic-regression: " + shape,
                new LogisticRegressionFactory(),
                new LogisticRegressionOptions(ObjectiveOptions.CLICK),
                world,
                new ReferenceFactorization(world, 0, List.of()));
    }

    private static RankingCase factorizationMachine(String shape, Clicks world, int dim) {
        return new RankingCase(
                "factorization-machine: " + shape,
                new FactorizationMachineFactory(),
                new FactorizationMachineOptions(dim, 0.5, ObjectiveOptions.CLICK),
                world,
                new ReferenceFactorization(world, dim, List.of()));
    }

    RankingModel model(TrainingConfiguration training, long seed) {
        return model(training, seed, 1);
    }

    RankingModel model(TrainingConfiguration training, long seed, int threads) {
        return (RankingModel) factory.create(world.context(options, training, seed, threads));
    }

    @Override
    public String toString() {
        return name;
    }
}
