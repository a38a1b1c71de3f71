package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
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

    RecommenderModel model(ModelContext context, LossOptions loss, FeatureInputs inputs, RankingNetwork network) {
        return new InteractionModel(inputs, network, loss.loss(), new ThreadTeam(context.threads(), type()));
    }

    /** A network of relu layers that ends in one linear output, the logit. */
    static DenseNetwork logitNetwork(
            ModelContext context, String name, int inputs, List<Integer> hiddenSizes, double dropout) {
        return DenseNetwork.create(new DenseNetworkSettings(
                        name,
                        inputs,
                        hiddenSizes,
                        1,
                        Activation.RELU,
                        Activation.IDENTITY,
                        context.training().denseOptimizer(),
                        context.seed())
                .withDropout(dropout));
    }
}
