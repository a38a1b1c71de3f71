package org.campanile.core.embedding;

import org.campanile.core.collective.Collective;
import org.jspecify.annotations.Nullable;

/**
 * By what the owners of sharded tables speak to one another.
 *
 * @param collective used by the training thread
 * @param ahead      used by the thread that prepares steps; null where a step's rows are asked for by the training thread
 */
record ShardLinks(Collective collective, @Nullable Collective ahead) {}
