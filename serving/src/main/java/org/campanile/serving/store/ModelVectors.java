package org.campanile.serving.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.EntityKeys;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.model.ServedRetrieval;
import org.campanile.serving.model.UserRequest;

/**
 * The vectors that a retrieval model has for its items or for the users of its training, in the order of their indices. The
 * unknown item and the unknown user have none. Items' vectors are held in native memory until this is closed, users' are
 * made as they are asked for.
 */
public abstract class ModelVectors implements VectorSource, AutoCloseable {
    private final VectorSet set;

    private ModelVectors(VectorSet set) {
        if (set.rows() < 1) {
            throw new CampanileException(
                    "The model " + set.version() + " knows no " + set.kind().label() + ": there is nothing to export.");
        }
        this.set = set;
    }

    /**
     * Finds what there is.
     *
     * @param model stays the caller's, and open while vectors are read
     * @throws CampanileException when vectors of users are asked for and the model makes them of histories, which it does
     *     not keep
     */
    public static ModelVectors of(ServedRetrieval model, VectorKind kind) {
        return kind == VectorKind.ITEMS ? new OfItems(model) : new OfUsers(model);
    }

    @Override
    public final VectorSet set() {
        return set;
    }

    @Override
    public final VectorBatch read(int first, int count) {
        // Index 0 is the unknown one.
        int[] indices = IntStream.range(first + 1, first + 1 + count).toArray();
        return new VectorBatch(first, ids(indices), numbers(indices));
    }

    abstract String[] ids(int[] indices);

    /** {@code [indices.length, dim]}. */
    abstract float[] numbers(int[] indices);

    @Override
    public void close() {}

    private static final class OfItems extends ModelVectors {
        private final ServedRetrieval model;
        private final ItemVectors vectors;

        OfItems(ServedRetrieval model) {
            super(new VectorSet(
                    model.version(),
                    VectorKind.ITEMS,
                    model.dim(),
                    model.items().size() - 1));
            this.model = model;
            this.vectors = model.itemVectors();
        }

        @Override
        String[] ids(int[] indices) {
            return IntStream.of(indices).mapToObj(model.items()::id).toArray(String[]::new);
        }

        @Override
        float[] numbers(int[] indices) {
            int dim = set().dim();
            float[] vector = new float[dim];
            float[] numbers = new float[Math.multiplyExact(indices.length, dim)];
            for (int row = 0; row < indices.length; row++) {
                vectors.get(indices[row], vector);
                System.arraycopy(vector, 0, numbers, row * dim, dim);
            }
            return numbers;
        }

        @Override
        public void close() {
            vectors.close();
        }
    }

    private static final class OfUsers extends ModelVectors {
        private final ServedRetrieval model;
        private final EntityKeys keys;

        OfUsers(ServedRetrieval model) {
            this(model, EntityKeys.read(model.entities(), FeatureSide.USER));
        }

        private OfUsers(ServedRetrieval model, EntityKeys keys) {
            super(new VectorSet(model.version(), VectorKind.USERS, model.dim(), keys.size() - 1));
            if (model.readsHistories()) {
                throw new CampanileException("The model " + model.version()
                        + " makes the vector of a user of what the user took last, which changes with every item and"
                        + " which it does not keep: ask serve by /rec/recall with hist_item, or write lists for all"
                        + " users by campanile recommend.");
            }
            this.model = model;
            this.keys = keys;
        }

        @Override
        String[] ids(int[] indices) {
            return IntStream.of(indices).mapToObj(keys::key).toArray(String[]::new);
        }

        @Override
        float[] numbers(int[] indices) {
            int dim = set().dim();
            float[] numbers = new float[Math.multiplyExact(indices.length, dim)];
            List<UserRequest> users =
                    Arrays.stream(ids(indices)).map(UserRequest::ofUser).toList();
            List<QueryVectors> vectors = model.userVectors(users);
            for (int row = 0; row < indices.length; row++) {
                // Models of several interests read histories.
                System.arraycopy(vectors.get(row).vector(0), 0, numbers, row * dim, dim);
            }
            return numbers;
        }
    }
}
