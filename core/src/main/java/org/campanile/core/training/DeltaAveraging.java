package org.campanile.core.training;

import java.util.List;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.config.AveragingConfiguration.Exchange;
import org.campanile.core.nn.DenseParameters;

/**
 * Workers exchange what their steps of a round added to the parameters: in half precision, while they train on, or both.
 * With the letters of {@link NetworkDelta}, n workers, and {@code outer} the outer optimizer, a round ends
 *
 * <pre>
 * blocking      X = outer(X + sum of D / n)             all workers go on with X
 * overlapped    X = outer(X + sum of D before / n)      each goes on with X + D; D is summed meanwhile
 * </pre>
 *
 * so that of an overlapped exchange every worker has its own steps at once and those of the others a round later (Wang,
 * Liang and Joshi: Overlap Local-SGD, ICASSP 2020; Zhu et al.: Delayed Gradient Averaging, NeurIPS 2021). A settled round
 * waits for the exchange before, then for its own, in full precision and with all that was owed.
 */
final class DeltaAveraging implements DenseAveraging {
    private final Exchange exchange;
    private final Collective collective;
    private final OuterOptimizer outer;
    private final List<NetworkDelta> deltas;
    private final BackgroundExchange background = new BackgroundExchange();

    /** Whether deltas have been sent whose sum is no part of X yet. */
    private boolean isPending;

    DeltaAveraging(
            AveragingConfiguration configuration,
            Collective collective,
            List<DenseParameters> networks,
            OuterOptimizer outer) {
        this.exchange = configuration.exchange();
        this.collective = collective;
        this.outer = outer;
        this.deltas = networks.stream()
                .map(network -> new NetworkDelta(network, configuration.deltas()))
                .toList();
    }

    @Override
    public void begin() {
        deltas.forEach(NetworkDelta::begin);
        isPending = false;
    }

    @Override
    public void await() {
        background.await();
    }

    @Override
    public boolean isUnderWay() {
        return background.isRunning();
    }

    @Override
    public void average(RoundEnd end) {
        if (isPending) {
            advance();
            isPending = false;
        }
        deltas.forEach(NetworkDelta::take);
        if (exchange == Exchange.OVERLAPPED && end == RoundEnd.OPEN) {
            deltas.forEach(NetworkDelta::goOnAlone);
            isPending = true;
            background.start(() -> sum(end));
        } else {
            sum(end);
            advance();
            deltas.forEach(NetworkDelta::goOnTogether);
        }
    }

    private void sum(RoundEnd end) {
        deltas.forEach(delta -> delta.sum(collective, end));
    }

    private void advance() {
        for (int number = 0; number < deltas.size(); number++) {
            deltas.get(number).advance(number, collective.world().size(), outer);
        }
    }

    /* Where workers go on with parameters of their own, moments that belong to others' would not fit them. */
    @Override
    public boolean averagesOptimizers(RoundEnd end) {
        return exchange == Exchange.BLOCKING || end == RoundEnd.SETTLED;
    }

    @Override
    public void close() {
        background.close();
    }
}
