package org.campanile.towers;

import java.util.List;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.nn.Activation;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;

/**
 * What a {@link FeatureTower} is made from.
 *
 * @param side             whom the tower describes: users or items
 * @param entities         the features of all of them
 * @param embeddingDim     length of every embedding
 * @param hiddenSizes      sizes of the hidden layers; may be empty
 * @param outputSize       length of the vectors
 * @param outputActivation after the last layer
 * @param similarity       what the vectors are compared by
 * @param tables           makes the embedding tables
 * @param seed             seed of the initial values
 */
record TowerSettings(
        FeatureSide side,
        Schema schema,
        EntityFeatures entities,
        int embeddingDim,
        List<Integer> hiddenSizes,
        int outputSize,
        Activation outputActivation,
        Similarity similarity,
        TrainingConfiguration training,
        TableMaker tables,
        long seed) {

    /** {@code user} or {@code item}: the first word of the names of what the tower consists of. */
    String prefix() {
        return side == FeatureSide.USER ? "user" : "item";
    }

    /** Of the table of one of the tower's vocabularies. */
    TableSettings table(Vocabulary vocabulary) {
        return table(vocabulary, embeddingDim, (float) (1 / Math.sqrt(embeddingDim)));
    }

    /** Of a table with rows of another length and other initial values. */
    TableSettings table(Vocabulary vocabulary, int dim, float initialRange) {
        return new TableSettings(
                prefix() + "-" + vocabulary.name(),
                vocabulary.size(),
                dim,
                seed,
                initialRange,
                training.sparseOptimizer(),
                training.tableMemory());
    }
}
