package org.campanile.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * A two-tower model on ids, trained by stock dl4j-spark: on each side an EmbeddingLayer and two dense layers, the product
 * of both sides, one output with binary cross-entropy. Prints pairs of user and item per second as one line of JSON.
 *
 * <p>Arguments: rows, dim, batch (per worker), averaging (steps between two averagings), workers, steps (per worker and
 * measured pass), updater (adagrad or sgd), each as {@code key=value}.
 */
public final class Dl4jSparkPeer {
    private Dl4jSparkPeer() {}

    private record Settings(int rows, int dim, int batch, int averaging, int workers, int steps, String updater) {
        static Settings parse(String[] arguments) {
            return new Settings(
                    number(arguments, "rows"),
                    number(arguments, "dim"),
                    number(arguments, "batch"),
                    number(arguments, "averaging"),
                    number(arguments, "workers"),
                    number(arguments, "steps"),
                    text(arguments, "updater"));
        }

        private static int number(String[] arguments, String key) {
            return Integer.parseInt(text(arguments, key));
        }

        private static String text(String[] arguments, String key) {
            return Arrays.stream(arguments)
                    .filter(argument -> argument.startsWith(key + "="))
                    .map(argument -> argument.substring(key.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(key + "=... is missing"));
        }

        int pairs() {
            return batch * workers * steps;
        }
    }

    public static void main(String[] arguments) {
        Settings settings = Settings.parse(arguments);
        SparkConf conf = new SparkConf()
                .setMaster("local[" + settings.workers() + "]")
                .setAppName("dl4j-spark peer")
                .set("spark.ui.enabled", "false");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            // One object per batch, as dl4j-spark's documentation advises for speed.
            JavaRDD<org.nd4j.linalg.dataset.api.MultiDataSet> warmUp = cached(spark, settings, settings.averaging());
            JavaRDD<org.nd4j.linalg.dataset.api.MultiDataSet> data = cached(spark, settings, settings.steps());
            SparkComputationGraph network =
                    new SparkComputationGraph(spark, configuration(settings), master(settings));
            network.fitMultiDataSet(warmUp);
            long begin = System.nanoTime();
            network.fitMultiDataSet(data);
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "{\"value\": %f, \"loss\": %f, \"updater\": \"%s\", \"dl4j\": \"1.0.0-M2\", \"spark\": \"%s\"}%n",
                    settings.pairs() / seconds,
                    network.getScore(),
                    settings.updater(),
                    spark.version());
        }
        System.exit(0);
    }

    private static JavaRDD<org.nd4j.linalg.dataset.api.MultiDataSet> cached(
            JavaSparkContext spark, Settings settings, int steps) {
        JavaRDD<org.nd4j.linalg.dataset.api.MultiDataSet> batches = spark.parallelize(
                        batches(settings, settings.workers() * steps), settings.workers())
                .persist(StorageLevel.MEMORY_ONLY());
        batches.count();
        return batches;
    }

    private static ParameterAveragingTrainingMaster master(Settings settings) {
        return new ParameterAveragingTrainingMaster.Builder(settings.workers(), settings.batch())
                .batchSizePerWorker(settings.batch())
                .averagingFrequency(settings.averaging())
                .workerPrefetchNumBatches(2)
                .build();
    }

    private static ComputationGraphConfiguration configuration(Settings settings) {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater(settings.updater()))
                .weightInit(WeightInit.XAVIER)
                .graphBuilder()
                .addInputs("user", "item")
                .addLayer("user-embedding", embedding(settings), "user")
                .addLayer("item-embedding", embedding(settings), "item")
                .addLayer("user-hidden", dense(settings, Activation.RELU), "user-embedding")
                .addLayer("item-hidden", dense(settings, Activation.RELU), "item-embedding")
                .addLayer("user-tower", dense(settings, Activation.IDENTITY), "user-hidden")
                .addLayer("item-tower", dense(settings, Activation.IDENTITY), "item-hidden")
                .addVertex("product", new ElementWiseVertex(ElementWiseVertex.Op.Product), "user-tower", "item-tower")
                .addLayer(
                        "click",
                        new OutputLayer.Builder(LossFunctions.LossFunction.XENT)
                                .nIn(settings.dim())
                                .nOut(1)
                                .activation(Activation.SIGMOID)
                                .build(),
                        "product")
                .setOutputs("click")
                .build();
    }

    private static IUpdater updater(String name) {
        return switch (name) {
            case "adagrad" -> new AdaGrad(0.01);
            case "sgd" -> new Sgd(0.01);
            default -> throw new IllegalArgumentException("updater must be adagrad or sgd, but is " + name);
        };
    }

    private static EmbeddingLayer embedding(Settings settings) {
        return new EmbeddingLayer.Builder()
                .nIn(settings.rows())
                .nOut(settings.dim())
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static DenseLayer dense(Settings settings, Activation activation) {
        return new DenseLayer.Builder()
                .nIn(settings.dim())
                .nOut(settings.dim())
                .activation(activation)
                .build();
    }

    private static List<org.nd4j.linalg.dataset.api.MultiDataSet> batches(Settings settings, int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<org.nd4j.linalg.dataset.api.MultiDataSet> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            INDArray users = skewedIds(settings, random);
            INDArray items = skewedIds(settings, random);
            float[] labels = new float[settings.batch()];
            for (int row = 0; row < labels.length; row++) {
                labels[row] = row % 2;
            }
            batches.add(new MultiDataSet(
                    new INDArray[] {users, items},
                    new INDArray[] {Nd4j.createFromArray(labels).reshape(settings.batch(), 1)}));
        }
        return batches;
    }

    /** floor(u^3 * rows) for uniform u, {@code [batch, 1]}. */
    private static INDArray skewedIds(Settings settings, SplittableRandom random) {
        float[] ids = new float[settings.batch()];
        for (int row = 0; row < ids.length; row++) {
            double u = random.nextDouble();
            ids[row] = (int) (u * u * u * settings.rows());
        }
        return Nd4j.createFromArray(ids).reshape(settings.batch(), 1);
    }
}
