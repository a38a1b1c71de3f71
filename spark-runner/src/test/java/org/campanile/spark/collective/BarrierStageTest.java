package org.campanile.spark.collective;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.campanile.core.collective.Collective;
import org.campanile.spark.preparation.PreparationFixture;
import org.junit.jupiter.api.Test;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/** The rendezvous inside a real barrier stage, all tasks in one JVM. */
class BarrierStageTest {
    private static final int TASKS = 2; // the shared session has two threads

    @Test
    void theTasksOfABarrierStageMeet() {
        JavaRDD<Integer> numbers = JavaSparkContext.fromSparkContext(
                        PreparationFixture.spark().sparkContext())
                .parallelize(List.of(10, 20), TASKS);
        ClassTag<Integer> type = ClassTag$.MODULE$.apply(Integer.class);
        JavaRDD<Integer> sums = JavaRDD.fromRDD(
                numbers.rdd()
                        .barrier()
                        .mapPartitions(new Sum(LoopbackWorkers.settings(LoopbackWorkers.LONG)), false, type),
                type);

        assertThat(sums.collect()).containsExactly(30, 30);
    }

    /** Sums the one number of each task over all tasks. */
    private static final class Sum extends AbstractFunction1<Iterator<Integer>, Iterator<Integer>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final CollectiveSettings settings;

        Sum(CollectiveSettings settings) {
            this.settings = settings;
        }

        @Override
        public Iterator<Integer> apply(Iterator<Integer> numbers) {
            try (Collective collective = Rendezvous.join(BarrierTaskContext.get(), settings)) {
                float[] values = {numbers.next()};
                collective.allReduceSum(values, 0, 1);
                return JavaConverters.asScalaIterator(List.of((int) values[0]).iterator());
            }
        }
    }
}
