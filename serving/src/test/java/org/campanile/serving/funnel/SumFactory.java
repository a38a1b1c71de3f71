package org.campanile.serving.funnel;

import java.util.List;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.model.UntrainedVectors;
import org.campanile.core.model.UserQueries;

/** Makes models of which one can tell by hand what they answer: a user is the sum of the vectors of its history. */
public final class SumFactory implements ModelFactory {
    /** Of the model, which has none but the length of the vectors. */
    public record Options(
            @Option(value = "Length of the vectors.", defaultValue = "2", range = "[1, 64]")
            int dim) implements ModelOptions {}

    @Override
    public String type() {
        return "sum";
    }

    @Override
    public String description() {
        return "A model for tests of the service.";
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.RETRIEVAL;
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return Options.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        return new SumModel(context);
    }

    private static final class SumModel extends UntrainedVectors {
        private final EmbeddingTable items;

        SumModel(ModelContext context) {
            this.items = context.tables()
                    .make(new TableSettings(
                            "items",
                            context.items().size(),
                            ((Options) context.options()).dim(),
                            context.seed(),
                            0,
                            context.training().sparseOptimizer()));
        }

        @Override
        public ModelState state() {
            return new ModelState(List.of(), List.of(items.state()));
        }

        @Override
        public int vectorSize() {
            return items.dim();
        }

        @Override
        public boolean readsHistories() {
            return true;
        }

        @Override
        public void userVectors(UserQueries users, FloatMatrix out) {
            JaggedIds histories = users.histories();
            try (FloatMatrix rows = new FloatMatrix(Math.max(histories.count(), 1), items.dim())) {
                items.lookUp(histories.values(), 0, histories.count(), rows, 0, 0);
                for (int user = 0; user < users.size(); user++) {
                    for (int i = 0; i < items.dim(); i++) {
                        float sum = 0;
                        for (int at = histories.start(user); at < histories.start(user + 1); at++) {
                            sum += rows.get(at, i);
                        }
                        out.set(user, i, sum);
                    }
                }
            }
        }

        @Override
        public void itemVectors(int[] indices, int from, int count, FloatMatrix out) {
            items.lookUp(indices, from, count, out, 0, 0);
        }

        @Override
        public void close() {
            items.close();
        }
    }
}
