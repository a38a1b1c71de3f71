package org.campanile.spark.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.campanile.core.CampanileException;

/** Trains the trials of a sweep, so many at once, and hands them back in their order. */
final class SweepTrials {
    private final int atOnce;
    private final IntFunction<SweepTrial> training;
    private volatile boolean isOver;

    /**
     * @param training trains the trial of a number from 1; what it throws ends the sweep. Called by several threads when
     *     there is more than one trial at once
     */
    SweepTrials(int atOnce, IntFunction<SweepTrial> training) {
        this.atOnce = atOnce;
        this.training = training;
    }

    /** Trains them all, unless one ends the sweep: then those are trained to the end that have begun, and no others. */
    List<SweepTrial> run(int count) {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        List<Future<Optional<SweepTrial>>> begun = new ArrayList<>();
        try {
            for (int number = 1; number <= count; number++) {
                int trial = number;
                begun.add(threads.submit(() -> train(trial)));
            }
            return joined(begun);
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<SweepTrial> train(int number) {
        if (isOver) {
            return Optional.empty();
        }
        try {
            return Optional.of(training.apply(number));
        } catch (Throwable failure) {
            isOver = true;
            throw failure;
        }
    }

    /** Waits for all, also when one has failed: the others are in the middle of their trainings. */
    private static List<SweepTrial> joined(List<Future<Optional<SweepTrial>>> begun) {
        List<SweepTrial> trials = new ArrayList<>();
        Throwable failure = null;
        for (Future<Optional<SweepTrial>> trial : begun) {
            try {
                trial.get().ifPresent(trials::add);
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CampanileException("The sweep was interrupted.", e);
            }
        }
        if (failure instanceof RuntimeException reason) {
            throw reason;
        }
        if (failure instanceof Error reason) {
            throw reason;
        }
        return trials;
    }
}
