package org.campanile.dlrm;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.campanile.core.CampanileException;
import org.campanile.core.embedding.Composition;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.IdEmbedding;
import org.campanile.core.embedding.QuotientRemainder;
import org.campanile.core.embedding.RowMapping;
import org.campanile.core.embedding.TableCompression;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.model.ModelContext;
import org.campanile.core.schema.Vocabulary;

/**
 * Makes the tables of a model's vocabularies, each as {@code model.tables} has it; with a row for every value where nothing
 * else would save memory.
 *
 * <p>Composed vectors begin as those of full tables do, by the remainders alone: quotients begin at 1 where they are
 * factors, at 0 where they are summands. So they learn from the first step, also where remainders begin at 0.
 */
final class VocabularyTables {
    private final ModelContext context;
    private final Map<String, FeatureTable> kept;
    private final ToDoubleFunction<Vocabulary> range;

    /** @param range the initial values' range by vocabulary */
    VocabularyTables(ModelContext context, TablesOptions options, ToDoubleFunction<Vocabulary> range) {
        this.context = context;
        this.kept = options.byVocabulary(context.schema());
        this.range = range;
    }

    /** @param dim length of embeddings that have none of their own */
    IdEmbedding make(Vocabulary vocabulary, int dim) {
        FeatureTable table = kept.get(vocabulary.name());
        return table == null ? full(vocabulary, dim) : make(table, vocabulary, table.dim(dim));
    }

    /** As {@link #make}, for models whose rows all have {@code numbers} numbers, an embedding's among them. */
    IdEmbedding ofOneWidth(Vocabulary vocabulary, int numbers) {
        FeatureTable table = kept.get(vocabulary.name());
        return table == null ? full(vocabulary, numbers) : make(table, vocabulary, numbers);
    }

    private IdEmbedding make(FeatureTable table, Vocabulary vocabulary, int dim) {
        return switch (table.method()) {
            case FULL -> full(vocabulary, dim);
            case HASHED -> hashed(table, vocabulary, dim);
            case QUOTIENT_REMAINDER -> quotientRemainder(table, vocabulary, dim);
        };
    }

    private EmbeddingTable full(Vocabulary vocabulary, int dim) {
        return context.tables().make(settings(vocabulary, dim, range.applyAsDouble(vocabulary)));
    }

    private TableSettings settings(Vocabulary vocabulary, int dim, double initialRange) {
        return new TableSettings(
                vocabulary.name(),
                vocabulary.size(),
                dim,
                context.seed(),
                (float) initialRange,
                context.training().sparseOptimizer(),
                context.training().tableMemory());
    }

    private EmbeddingTable hashed(FeatureTable table, Vocabulary vocabulary, int dim) {
        if (table.rows() >= vocabulary.size()) {
            return full(vocabulary, dim);
        }
        Vocabulary rows = new Vocabulary(vocabulary.name(), table.rows());
        RowMapping mapping = new RowMapping.Hashed(vocabulary.size(), table.rows());
        return context.tables()
                .make(settings(rows, dim, range.applyAsDouble(rows)).with(new TableCompression(mapping, 0, dim)));
    }

    private IdEmbedding quotientRemainder(FeatureTable table, Vocabulary vocabulary, int dim) {
        int ids = vocabulary.size();
        int divisor = table.rows() == 0 ? (int) Math.ceil(Math.sqrt(ids)) : table.rows();
        RowMapping quotients = new RowMapping.Quotient(ids, divisor);
        RowMapping remainders = new RowMapping.Remainder(ids, divisor);
        if ((long) quotients.rows() + remainders.rows() >= ids) {
            return full(vocabulary, dim);
        }
        Composition composition = table.composition();
        int first = composition == Composition.CONCAT ? dim / 2 : dim;
        int second = composition == Composition.CONCAT ? dim - first : dim;
        if (first == 0) {
            throw new CampanileException("model.tables composes the vectors of the feature " + table.feature()
                    + " by concat, but they have one number, which cannot be divided; allowed: multiply, add.");
        }
        double initialRange = range.applyAsDouble(vocabulary);
        return new QuotientRemainder(
                part(
                        vocabulary.name() + "-quotients",
                        first,
                        composition == Composition.CONCAT ? initialRange : 0,
                        new TableCompression(quotients, composition == Composition.MULTIPLY ? 1 : 0, 0)),
                part(vocabulary.name() + "-remainders", second, initialRange, new TableCompression(remainders, 0, dim)),
                composition);
    }

    private EmbeddingTable part(String name, int dim, double initialRange, TableCompression compression) {
        Vocabulary rows = new Vocabulary(name, compression.mapping().rows());
        return context.tables().make(settings(rows, dim, initialRange).with(compression));
    }
}
