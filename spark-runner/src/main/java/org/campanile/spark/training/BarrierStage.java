package org.campanile.spark.training;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.campanile.core.CampanileException;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction1;

/**
 * Runs one function per worker as the tasks of a barrier stage: all start together, or none does.
 *
 * <p>The stage is made a shuffle-map stage by a tiny repartition behind it. Spark resubmits such a stage as a whole when a
 * task is lost; a barrier stage that yields the job's result directly it would give up at once.
 */
public final class BarrierStage {
    private BarrierStage() {}

    /** What each task does; its result is a short text. */
    public interface Body extends Serializable {
        String run(BarrierTaskContext context);
    }

    /** Runs the body in {@code workers} tasks at once and returns their results in no particular order. */
    public static List<String> run(JavaSparkContext spark, int workers, Body body) {
        return run(spark, workers, new WorkerResources(0, 0), body);
    }

    /**
     * Runs the body in {@code workers} tasks at once and returns their results in no particular order.
     *
     * @param resources what each of these tasks holds
     * @throws CampanileException when the cluster cannot give one stage other resources than others
     */
    static List<String> run(JavaSparkContext spark, int workers, WorkerResources resources, Body body) {
        JavaRDD<Integer> ranks =
                spark.parallelize(IntStream.range(0, workers).boxed().toList(), workers);
        ClassTag<String> text = ClassTag$.MODULE$.apply(String.class);
        RDD<String> stage = ranks.rdd().barrier().mapPartitions(new Task<>(body), false, text);
        if (!resources.isNothing()) {
            hold(stage, resources);
        }
        return JavaRDD.fromRDD(stage, text).repartition(1).collect();
    }

    /*
     * For this stage alone, where spark.task.cpus would also let preparation and evaluation run fewer tasks at once.
     */
    private static void hold(RDD<String> stage, WorkerResources resources) {
        TaskResourceRequests requests = new TaskResourceRequests();
        StringBuilder settings = new StringBuilder();
        if (resources.cpus() > 0) {
            requests.cpus(resources.cpus());
            settings.append(" --conf spark.task.cpus=").append(resources.cpus());
        }
        if (resources.gpus() > 0) {
            requests.resource(WorkerGpu.RESOURCE, resources.gpus());
            settings.append(" --conf spark.task.resource.gpu.amount=").append(resources.gpus());
        }
        try {
            stage.withResources(new ResourceProfileBuilder().require(requests).build());
        } catch (Exception unsupported) { // Scala lets Spark's checked exception through undeclared
            throw new CampanileException(
                    "This cluster cannot give one stage cores or GPUs of its own (" + unsupported.getMessage()
                            + "): start the application with" + settings + ".",
                    unsupported);
        }
    }

    /** The Scala face of a body; {@code JavaRDD} has no barrier of its own. */
    private static final class Task<T> extends AbstractFunction1<Iterator<T>, Iterator<String>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Body body;

        Task(Body body) {
            this.body = body;
        }

        @Override
        public Iterator<String> apply(Iterator<T> rank) {
            String result = body.run(BarrierTaskContext.get());
            return JavaConverters.asScalaIterator(
                    Collections.singletonList(result).iterator());
        }
    }
}
