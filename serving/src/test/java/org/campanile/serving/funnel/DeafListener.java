package org.campanile.serving.funnel;

/** Hears nothing. */
final class DeafListener implements FunnelListener {
    @Override
    public void stageEnded(Stage stage, long nanoseconds) {}

    @Override
    public void batchSearched(int queries) {}

    @Override
    public void fellBack() {}
}
