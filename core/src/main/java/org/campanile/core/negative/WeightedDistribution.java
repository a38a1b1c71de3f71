package org.campanile.core.negative;

/** Known items in proportion to weights. Takes 16 bytes per item. */
final class WeightedDistribution implements ItemDistribution {
    private final AliasTable table;
    private final float[] probabilities;
    private final float[] logProbabilities;

    /** @param weights of the items from index 1 on, each above 0 */
    WeightedDistribution(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        this.table = new AliasTable(weights, total);
        this.probabilities = new float[weights.length + 1];
        this.logProbabilities = new float[weights.length + 1];
        float rarest = 0;
        for (int i = 0; i < weights.length; i++) {
            probabilities[i + 1] = (float) (weights[i] / total);
            logProbabilities[i + 1] = (float) Math.log(weights[i] / total);
            rarest = Math.min(rarest, logProbabilities[i + 1]);
        }
        logProbabilities[0] = rarest;
    }

    @Override
    public int items() {
        return probabilities.length;
    }

    @Override
    public int draw(long hash) {
        return 1 + table.draw(hash);
    }

    @Override
    public double probability(int item) {
        return probabilities[item];
    }

    @Override
    public float logProbability(int item) {
        return logProbabilities[item];
    }
}
