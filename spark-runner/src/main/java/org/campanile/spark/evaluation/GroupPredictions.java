package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.campanile.core.evaluation.SampleSlicing;
import org.campanile.core.model.RankingModel;
import org.campanile.core.stream.BatchStream;
import org.campanile.spark.bundle.TaskBundle;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * One task: predicts the samples of one run of a part and sorts them by group. Of each group come the samples' numbers, and of
 * a sample, for each binary task, prediction and label.
 *
 * @param runs  whose samples
 * @param group categorical feature whose values are the groups; the unknown value is none
 */
record GroupPredictions(SampleRuns runs, String group) implements PairFlatMapFunction<Integer, Integer, float[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Tuple2<Integer, float[]>> call(Integer run) {
        Map<Integer, GrowingNumbers> groups = new HashMap<>();
        try (TaskBundle opened = TaskBundle.open(runs.bundle());
                BatchStream batches = runs.open(opened.bundle(), run)) {
            RankingModel model = (RankingModel) opened.bundle().model();
            SampleSlicing slicing = new SampleSlicing(List.of(), opened.bundle().entities());
            float[] predictions = runs.predictions(opened.bundle());
            for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
                if (batch.size() > 0) {
                    model.predict(batch, predictions);
                    slicing.read(batch);
                    add(batch, slicing.values(group), model, predictions, groups);
                }
            }
        }
        List<Tuple2<Integer, float[]>> pairs = new ArrayList<>();
        groups.forEach((number, numbers) -> pairs.add(new Tuple2<>(number, numbers.toArray())));
        return pairs.iterator();
    }

    private static void add(
            Batch batch, int[] values, RankingModel model, float[] predictions, Map<Integer, GrowingNumbers> groups) {
        int width = model.tasks().outputs();
        for (int row = 0; row < batch.size(); row++) {
            if (values[row] == 0) {
                continue;
            }
            GrowingNumbers numbers = groups.computeIfAbsent(values[row], value -> new GrowingNumbers());
            int at = row * width;
            for (TaskConfiguration task : model.tasks().tasks()) {
                if (task.objective() == Objective.BINARY) {
                    int label = batch.columns().targets().label(task.label());
                    numbers.add(predictions[at]);
                    numbers.add(batch.labels(label)[row]);
                }
                at += task.outputs();
            }
        }
    }
}
