package org.campanile.core.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.ScheduleConfiguration;

/**
 * What all learning rates are multiplied by at each step of training: the schedule's factor, times those of the reductions
 * that were made until then. With step s, counted from 0 over all of training, W steps of warm-up and T steps in all:
 *
 * <pre>
 * warm-up   (s + 1) / W                                                    for s &lt; W
 * constant  1                                                              from there on
 * cosine    f + (1 - f) (1 + cos(pi (s - W) / (T - W))) / 2                with final factor f
 * </pre>
 *
 * <p>Warm-up is that of Goyal et al. (Accurate, Large Minibatch SGD, 2017), the cosine that of Loshchilov and Hutter (SGDR,
 * ICLR 2017) without restarts.
 *
 * <p>Networks and tables that follow the same object take their steps at the same rates. Moved by the training thread
 * between two steps; read by the members of its team within them.
 */
public final class LearningRates {
    private final ScheduleConfiguration schedule;
    private final long totalSteps;
    private final List<Reduction> reductions = new ArrayList<>();
    private long step;
    private double factor;

    /**
     * From a step on all rates are multiplied by a factor.
     *
     * @param step   the first step at the lower rate
     * @param factor in (0, 1]
     */
    public record Reduction(long step, double factor) {
        public Reduction {
            Check.that(step >= 0, "step must be at least 0, but is %d", step);
            Check.that(factor > 0 && factor <= 1, "factor must be in (0, 1], but is %s", factor);
        }
    }

    /**
     * Begins at step 0.
     *
     * @param totalSteps steps of the whole training
     */
    public LearningRates(ScheduleConfiguration schedule, long totalSteps) {
        this.schedule = schedule;
        this.totalSteps = totalSteps;
        this.factor = at(0);
    }

    /** The rates as they are configured, at every step. */
    public static LearningRates constant() {
        return new LearningRates(ScheduleConfiguration.CONSTANT, 1);
    }

    /** The step that is taken now or next, from 0. */
    public long step() {
        return step;
    }

    /** Goes to a step, and takes over the reductions that were made before it. */
    public void moveTo(long newStep, List<Reduction> made) {
        reductions.clear();
        reductions.addAll(made);
        moveTo(newStep);
    }

    /** Goes to a step. */
    public void moveTo(long newStep) {
        Check.that(newStep >= 0, "step must be at least 0, but is %d", newStep);
        step = newStep;
        factor = at(newStep);
    }

    /** Multiplies the rates of the present and all later steps by a factor. */
    public void reduce(double by) {
        reductions.add(new Reduction(step, by));
        factor = at(step);
    }

    /** The reductions so far, in their order. */
    public List<Reduction> reductions() {
        return List.copyOf(reductions);
    }

    /** The factor of the present step. */
    public double factor() {
        return factor;
    }

    /** The factor of any step up to the present one. */
    public double at(long anyStep) {
        double result = scheduled(anyStep);
        for (int i = 0; i < reductions.size(); i++) {
            Reduction reduction = reductions.get(i);
            result *= anyStep >= reduction.step() ? reduction.factor() : 1;
        }
        return result;
    }

    private double scheduled(long anyStep) {
        int warmUp = schedule.warmUpSteps();
        if (anyStep < warmUp) {
            return (anyStep + 1.0) / warmUp;
        }
        return switch (schedule.type()) {
            case CONSTANT -> 1;
            case COSINE -> {
                double share = Math.min(1, (double) (anyStep - warmUp) / Math.max(1, totalSteps - warmUp));
                double last = schedule.finalFactor();
                yield last + (1 - last) * (1 + Math.cos(Math.PI * share)) / 2;
            }
        };
    }
}
