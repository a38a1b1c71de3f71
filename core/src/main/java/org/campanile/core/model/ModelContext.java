package org.campanile.core.model;

import java.util.function.Function;
import java.util.function.Supplier;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.negative.RowLabel;
import org.campanile.core.negative.UserItems;
import org.campanile.core.negative.UserItemsReader;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.PreparedDataset;

/**
 * What a model is made from.
 *
 * @param options    the type's own options, of the factory's {@link ModelFactory#optionsType()}
 * @param training   batch size and optimizers
 * @param users      features of all users; without entities when the schema has no user key
 * @param items      features of all items; without entities when the schema has no item key
 * @param itemCounts reads the training rows of each item, by index, for models that want to know how often items occur
 * @param userItems  reads the items that each user has in training rows of a kind, for models that want to know what users
 *                   liked; of nobody where there are no training rows, as in a bundle
 * @param seed       seed of initial values and negatives
 * @param threads    threads that share the model's steps, at least 1
 * @param tables     makes the model's embedding tables
 */
public record ModelContext(
        ModelOptions options,
        TrainingConfiguration training,
        Schema schema,
        EntityFeatures users,
        EntityFeatures items,
        Supplier<long[]> itemCounts,
        Function<RowLabel, UserItems> userItems,
        long seed,
        int threads,
        TableMaker tables) {

    /**
     * The context of a configured run on a data set, or on the entities that a bundle keeps of it, with tables of its own.
     *
     * @param threads threads that share the model's steps: what one worker has for training, 1 where nothing is trained
     */
    public static ModelContext of(RunConfiguration configuration, Schema schema, PreparedDataset data, int threads) {
        return new ModelContext(
                configuration.model().options(),
                configuration.training(),
                schema,
                data.entities(FeatureSide.USER),
                data.entities(FeatureSide.ITEM),
                () -> data.counts(schema.key(FeatureSide.ITEM).vocabulary()),
                label -> UserItemsReader.read(data, label),
                configuration.seed(),
                threads,
                LocalEmbeddingTable::new);
    }

    /** The same where no user has items: a model made from it has its shape, without the training rows being read. */
    public ModelContext withoutInteractions() {
        return new ModelContext(
                options,
                training,
                schema,
                users,
                items,
                itemCounts,
                label -> UserItems.none(users.size()),
                seed,
                threads,
                tables);
    }

    /** The same with another maker of tables. */
    public ModelContext with(TableMaker newTables) {
        return new ModelContext(
                options, training, schema, users, items, itemCounts, userItems, seed, threads, newTables);
    }
}
