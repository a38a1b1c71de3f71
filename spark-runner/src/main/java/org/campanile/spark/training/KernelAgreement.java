package org.campanile.spark.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.campanile.core.collective.Collective;
import org.campanile.core.math.BlasCheck;
import org.campanile.core.math.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether all workers compute by the same kernels. Those of different names add in different orders, so that a model's last
 * bits depend on which worker had which samples; and all wait for the slowest.
 */
final class KernelAgreement {
    private static final Logger LOG = LoggerFactory.getLogger(KernelAgreement.class);

    private KernelAgreement() {}

    /** Warns, on worker 0, when they do not. Every worker calls it. */
    static void check(Collective collective) {
        String own = Kernels.active().name() + " and OpenBLAS "
                + BlasCheck.ofThisProcess().blas().kernel();
        List<String> byRank = Arrays.stream(collective.allGather(own.chars().toArray()))
                .map(characters -> new String(characters, 0, characters.length))
                .toList();
        if (collective.world().rank() == 0) {
            disagreement(byRank).ifPresent(LOG::warn);
        }
    }

    /** What there is to say when not all have the same kernels. */
    static Optional<String> disagreement(List<String> byRank) {
        if (byRank.stream().distinct().count() == 1) {
            return Optional.empty();
        }
        String each = IntStream.range(0, byRank.size())
                .mapToObj(rank -> "worker " + rank + " by " + byRank.get(rank))
                .collect(Collectors.joining(", "));
        return Optional.of("Workers compute by different kernels, " + each
                + ": all wait for the slowest, and no second run need come to the same bits. Give all executors the JVM"
                + " options of docs/operations.md, or name kernels that all have by -Dcampanile.kernels and"
                + " -Dcampanile.blas.kernel.");
    }
}
