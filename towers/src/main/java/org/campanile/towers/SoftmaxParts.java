package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.loss.SoftmaxItems;

/**
 * What the steps of a softmax loss are made from.
 *
 * @param keys    where samples name user and item
 * @param items   makes room for the items of a step
 * @param rewards makes what the losses of a step's samples count
 */
record SoftmaxParts(SampleKeys keys, Supplier<SoftmaxItems> items, Supplier<SampleRewards> rewards) {}
