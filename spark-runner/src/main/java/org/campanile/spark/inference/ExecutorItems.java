package org.campanile.spark.inference;

import java.time.Duration;
import org.campanile.spark.SharedResources;

/**
 * The items of this JVM, once for all its tasks.
 *
 * <p>Static, since the tasks of an executor share nothing else: Spark hands each its own copy of the closure, and item
 * vectors are too large to be broadcast. Holds nothing for longer than a minute after the last task.
 */
final class ExecutorItems {
    private static final Duration LINGER = Duration.ofMinutes(1);

    static final SharedResources<FactorItems> FACTORS = SharedResources.lingering(LINGER);
    static final SharedResources<BundleItems> BUNDLES = SharedResources.lingering(LINGER);

    private ExecutorItems() {}
}
