package org.campanile.core.nn;

import org.campanile.core.config.DenseOptimizerConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** DL4J's words for a dense network. */
final class NetworkConfigurations {
    static {
        Nd4jStart.once();
    }

    private NetworkConfigurations() {}

    static MultiLayerConfiguration of(DenseNetworkSettings settings) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(settings.seed())
                .updater(updater(settings.optimizer()))
                .miniBatch(false)
                .list();
        for (DenseLayerShape layer : settings.layers()) {
            if (layer.isNormalized()) {
                addNormalized(layer, layers);
            } else {
                layers.layer(dense(layer, layer.activation()).build());
            }
        }
        return layers.build();
    }

    private static DenseLayer.Builder dense(DenseLayerShape layer, Activation activation) {
        return new DenseLayer.Builder()
                .nIn(layer.inputs())
                .nOut(layer.outputs())
                .activation(activation(activation));
    }

    private static void addNormalized(DenseLayerShape layer, NeuralNetConfiguration.ListBuilder layers) {
        layers.layer(dense(layer, Activation.IDENTITY).hasBias(false).build());
        layers.layer(new BatchNormalization.Builder()
                .nOut(layer.outputs())
                .decay(BatchNorm.DECAY)
                .eps(BatchNorm.EPSILON)
                .useLogStd(true)
                .build());
        layers.layer(new ActivationLayer(activation(layer.activation())));
    }

    private static IUpdater updater(DenseOptimizerConfiguration optimizer) {
        return switch (optimizer.type()) {
            case ADAM, ADAMW -> new Adam(optimizer.learningRate());
            case ADAGRAD -> new AdaGrad(optimizer.learningRate());
            case SGD -> new Sgd(optimizer.learningRate());
        };
    }

    private static org.nd4j.linalg.activations.Activation activation(Activation activation) {
        return switch (activation) {
            case RELU -> org.nd4j.linalg.activations.Activation.RELU;
            case TANH -> org.nd4j.linalg.activations.Activation.TANH;
            case SIGMOID -> org.nd4j.linalg.activations.Activation.SIGMOID;
            case IDENTITY -> org.nd4j.linalg.activations.Activation.IDENTITY;
        };
    }
}
