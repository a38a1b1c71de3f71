package org.campanile.core.model;

import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.schema.Schema;

/**
 * What a model is made from.
 *
 * @param options  the type's own options, of the factory's {@link ModelFactory#optionsType()}
 * @param training batch size and optimizers
 * @param users    features of all users; without entities when the schema has no user key
 * @param items    features of all items; without entities when the schema has no item key
 * @param seed     seed of initial values and negatives
 */
public record ModelContext(
        ModelOptions options,
        TrainingConfiguration training,
        Schema schema,
        EntityFeatures users,
        EntityFeatures items,
        long seed) {}
