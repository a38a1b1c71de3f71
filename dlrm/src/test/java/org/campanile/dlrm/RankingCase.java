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
import org.campanile.core.embedding.Composition;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.RankingModel;
import org.campanile.core.nn.Normalization;
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
                DlrmPreset.NONE,
                3,
                List.of(5, 3),
                List.of(4, 6),
                SelfPairs.LEFT_OUT,
                0,
                Normalization.NONE,
                mixture,
                TablesOptions.NONE,
                OBJECTIVE);
    }

    private static DcnOptions dcn(DcnStructure structure, MixtureOptions mixture) {
        DeepNetworkOptions deep = new DeepNetworkOptions(List.of(5, 4), 0, Normalization.NONE);
        return new DcnOptions(3, 2, 0, 1, structure, deep, 0.5, mixture, TablesOptions.NONE, OBJECTIVE);
    }

    static DlrmOptions dlrm(int dim, List<Integer> bottom, List<Integer> top, SelfPairs self) {
        return new DlrmOptions(
                DlrmPreset.NONE,
                dim,
                bottom,
                top,
                self,
                0,
                Normalization.NONE,
                MixtureOptions.NONE,
                TablesOptions.NONE,
                ObjectiveOptions.CLICK);
    }

    private static DlrmOptions dlrm(TablesOptions tables) {
        return new DlrmOptions(
                DlrmPreset.NONE,
                3,
                List.of(3),
                List.of(4),
                SelfPairs.LEFT_OUT,
                0,
                Normalization.NONE,
                MixtureOptions.NONE,
                tables,
                ObjectiveOptions.CLICK);
    }

    private static DcnOptions dcn(TablesOptions tables) {
        return new DcnOptions(
                3,
                1,
                0,
                1,
                DcnStructure.STACKED,
                new DeepNetworkOptions(List.of(4), 0, Normalization.NONE),
                0.5,
                MixtureOptions.NONE,
                tables,
                ObjectiveOptions.CLICK);
    }

    private static FeatureTable hashed(String feature, int rows) {
        return new FeatureTable(feature, 0, FeatureTable.Method.HASHED, rows, Composition.MULTIPLY);
    }

    private static FeatureTable quotientRemainder(String feature, Composition composition) {
        return new FeatureTable(feature, 0, FeatureTable.Method.QUOTIENT_REMAINDER, 0, composition);
    }

    private static TablesOptions composed(String feature, Composition composition) {
        return new TablesOptions(List.of(quotientRemainder(feature, composition)));
    }

    /** The recent items are a sequence over the item's vocabulary. */
    private static TablesOptions compressed() {
        return new TablesOptions(List.of(
                quotientRemainder("item", Composition.MULTIPLY),
                hashed("tags", 4),
                quotientRemainder("device", Composition.ADD),
                quotientRemainder("user", Composition.CONCAT)));
    }

    private static TablesOptions hashedAndMultiplied() {
        return new TablesOptions(List.of(hashed("user", 3), quotientRemainder("recent", Composition.MULTIPLY)));
    }

    private static TablesOptions widths() {
        return new TablesOptions(List.of(
                new FeatureTable("item", 5, FeatureTable.Method.FULL, 0, Composition.MULTIPLY),
                new FeatureTable("tags", 2, FeatureTable.Method.FULL, 0, Composition.MULTIPLY)));
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
                logisticRegression("every feature", all, TablesOptions.NONE),
                logisticRegression("no dense features", Clicks.ofRows(0, 3), TablesOptions.NONE),
                logisticRegression("dense features alone", Clicks.ofRows(3, 0), TablesOptions.NONE),
                logisticRegression("compressed", all, hashedAndMultiplied()),
                factorizationMachine("every feature", all, 3),
                factorizationMachine("dense features alone", Clicks.ofRows(4, 0), 2),
                of(
                        "every feature",
                        all,
                        new DeepFmOptions(
                                3,
                                new DeepNetworkOptions(List.of(5, 4), 0, Normalization.NONE),
                                0.5,
                                TablesOptions.NONE,
                                ObjectiveOptions.CLICK)),
                of(
                        "no dense features",
                        Clicks.ofRows(0, 3),
                        new DeepFmOptions(
                                4,
                                new DeepNetworkOptions(List.of(6), 0, Normalization.NONE),
                                0.5,
                                TablesOptions.NONE,
                                ObjectiveOptions.CLICK)),
                of(
                        "sum and maximum",
                        pooled,
                        new DeepFmOptions(
                                3,
                                new DeepNetworkOptions(List.of(5), 0, Normalization.NONE),
                                0.5,
                                TablesOptions.NONE,
                                ObjectiveOptions.CLICK)),
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
                of("compressed", all, dlrm(compressed())),
                of(
                        "compressed",
                        all,
                        new DeepFmOptions(
                                3,
                                new DeepNetworkOptions(List.of(5), 0, Normalization.NONE),
                                0.5,
                                compressed(),
                                ObjectiveOptions.CLICK)),
                of("compressed sum and maximum", pooled, dcn(composed("s-SUM", Composition.MULTIPLY))),
                of("added sum and maximum", pooled, dcn(composed("s-SUM", Composition.ADD))),
                of("widths", all, dcn(widths())),
                of("dense features alone", Clicks.ofRows(4, 0), dcn(2, 0, 1, DcnStructure.PARALLEL, List.of(40))));
    }

    /** One of every type, over every kind of feature. */
    static Stream<RankingCase> oneOfEachType() {
        return all().filter(candidate -> candidate.name.endsWith("every feature")
                || candidate.name.endsWith(" parallel")
                || candidate.name.equals("dlrm: tasks, mixture")
                || candidate.name.equals("dlrm: compressed"));
    }

    private static DcnOptions dcn(int layers, int rank, int experts, DcnStructure structure, List<Integer> mlp) {
        return new DcnOptions(
                3,
                layers,
                rank,
                experts,
                structure,
                new DeepNetworkOptions(mlp, 0, Normalization.NONE),
                0.5,
                MixtureOptions.NONE,
                TablesOptions.NONE,
                ObjectiveOptions.CLICK);
    }

    static RankingCase of(String shape, Clicks world, DlrmOptions options) {
        return new RankingCase("dlrm: " + shape, new DlrmFactory(), options, world, new ReferenceDlrm(world, options));
    }

    private static RankingCase of(String shape, Clicks world, DeepFmOptions options) {
        ReferenceRanker reference = new ReferenceFactorization(
                world, options.tables(), options.embeddingDim(), options.deep().mlp());
        return new RankingCase("deepfm: " + shape, new DeepFmFactory(), options, world, reference);
    }

    private static RankingCase of(String shape, Clicks world, DcnOptions options) {
        return new RankingCase("dcn: " + shape, new DcnFactory(), options, world, new ReferenceDcn(world, options));
    }

    private static RankingCase logisticRegression(String shape, Clicks world, TablesOptions tables) {
        return new RankingCase(
                "logistic-regression: " + shape,
                new LogisticRegressionFactory(),
                new LogisticRegressionOptions(tables, ObjectiveOptions.CLICK),
                world,
                new ReferenceFactorization(world, tables, 0, List.of()));
    }

    private static RankingCase factorizationMachine(String shape, Clicks world, int dim) {
        return new RankingCase(
                "factorization-machine: " + shape,
                new FactorizationMachineFactory(),
                new FactorizationMachineOptions(dim, 0.5, TablesOptions.NONE, ObjectiveOptions.CLICK),
                world,
                new ReferenceFactorization(world, TablesOptions.NONE, dim, List.of()));
    }

    RankingModel model(TrainingConfiguration training, long seed) {
        return model(training, seed, 1);
    }

    RankingModel model(TrainingConfiguration training, long seed, int threads) {
        RankingModel model = (RankingModel) factory.create(world.context(options, training, seed, threads));
        model.state().tables().stream()
                .filter(table -> table.name().endsWith("-quotients"))
                .forEach(table -> randomize(table, new Random(seed)));
        return model;
    }

    /** Quotients begin alike, so that maxima over values with the same remainder have no derivative. */
    private static void randomize(TableState table, Random random) {
        float[] record = new float[table.dim() + table.stateSize()];
        for (int row = 0; row < table.rows(); row++) {
            for (int i = 0; i < table.dim(); i++) {
                record[i] = (float) random.nextGaussian();
            }
            table.writeRecord(row, record, 0);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
