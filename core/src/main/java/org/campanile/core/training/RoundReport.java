package org.campanile.core.training;

/**
 * What happened since the last averaging; loss and samples are of all workers together where nothing else is said, times
 * are this worker's.
 *
 * @param position      the position reached
 * @param meanLoss      mean loss per sample
 * @param samples       samples trained on, by all workers
 * @param ownSamples    samples trained on by this worker
 * @param seconds       wall time
 * @param readerSeconds time spent waiting for the next step: for the reader, for what is prepared of its batch, or for the
 *                      other workers with which rows of sharded tables are agreed on
 * @param phases        time spent in the steps' phases
 * @param syncSeconds   time spent averaging, waits for other workers included
 * @param syncBytes     bytes this worker sent to others, rows and gradients of sharded tables included
 */
public record RoundReport(
        TrainingPosition position,
        double meanLoss,
        long samples,
        long ownSamples,
        double seconds,
        double readerSeconds,
        PhaseSeconds phases,
        double syncSeconds,
        long syncBytes) {}
