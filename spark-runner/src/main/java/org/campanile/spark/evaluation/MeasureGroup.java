package org.campanile.spark.evaluation;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.campanile.core.metric.GroupedAuc;
import scala.Tuple2;

/**
 * One task: the AUC of each group of a partition, for each binary task.
 *
 * @param tasks number of binary tasks
 */
record MeasureGroup(int tasks) implements FlatMapFunction<Iterator<Tuple2<Integer, Iterable<float[]>>>, GroupedAuc[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<GroupedAuc[]> call(Iterator<Tuple2<Integer, Iterable<float[]>>> groups) {
        GroupedAuc[] found = new GroupedAuc[tasks];
        for (int task = 0; task < tasks; task++) {
            found[task] = new GroupedAuc();
        }
        groups.forEachRemaining(group -> add(group._2(), found));
        return List.<GroupedAuc[]>of(found).iterator();
    }

    private void add(Iterable<float[]> parts, GroupedAuc[] found) {
        GrowingNumbers all = new GrowingNumbers();
        parts.forEach(all::add);
        float[] numbers = all.toArray();
        int samples = numbers.length / (2 * tasks);
        for (int task = 0; task < tasks; task++) {
            float[] predictions = new float[samples];
            float[] labels = new float[samples];
            int labelled = 0;
            for (int sample = 0; sample < samples; sample++) {
                predictions[labelled] = numbers[2 * (sample * tasks + task)];
                labels[labelled] = numbers[2 * (sample * tasks + task) + 1];
                labelled += Float.isNaN(labels[labelled]) ? 0 : 1;
            }
            found[task].add(Arrays.copyOf(predictions, labelled), Arrays.copyOf(labels, labelled));
        }
    }

    static GroupedAuc[] merged(GroupedAuc[] left, GroupedAuc[] right) {
        for (int task = 0; task < left.length; task++) {
            left[task].merge(right[task]);
        }
        return left;
    }
}
