package org.campanile.spark.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;

/**
 * What one pass over a run of samples found.
 *
 * @param metrics of all samples
 * @param groups  predictions and labels by group, as {@link GroupPredictions} has them; empty unless groups are asked for
 */
record RunPredictions(SampleMetrics metrics, List<Tuple2<Integer, float[]>> groups) implements Serializable {
    private static final long serialVersionUID = 1L;

    RunPredictions {
        groups = new ArrayList<>(groups);
    }
}
