package org.campanile.serving.store;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.evaluation.CandidateReader;
import org.campanile.core.evaluation.Candidates;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.VocabularyFile;

/**
 * The vectors that a retrieval model has for the items that may be recommended, or for its users, in the order of their
 * indices. The unknown item and user have none. Vectors are made as they are asked for: memory holds the ids, and one batch.
 */
public final class ModelVectors implements VectorSource {
    private final RetrievalModel model;
    private final VectorSet set;
    private final String[] ids;
    private final int[] indices;

    private ModelVectors(RetrievalModel model, VectorSet set, String[] ids, int[] indices) {
        this.model = model;
        this.set = set;
        this.ids = ids;
        this.indices = indices;
    }

    /**
     * @param bundle stays the caller's, and open while vectors are read
     * @throws CampanileException when the model is no retrieval model, or when vectors of users are asked for and they are
     *     made of histories, which a bundle does not have
     */
    public static ModelVectors of(LoadedBundle bundle, VectorKind kind) {
        String name = bundle.manifest().modelType() + " " + bundle.manifest().version();
        if (!(bundle.model() instanceof RetrievalModel model)) {
            throw new CampanileException("The model " + name
                    + " scores given samples and has no vectors of its own: only retrieval models can be exported.");
        }
        String[] ids = ids(bundle.entities(), kind);
        int[] indices = kind == VectorKind.ITEMS ? items(bundle) : users(model, name, ids.length);
        Check.positive(indices.length, "vectors");
        VectorSet set = new VectorSet(bundle.manifest().version(), kind, model.vectorSize(), indices.length);
        return new ModelVectors(model, set, ids, indices);
    }

    private static int[] items(LoadedBundle bundle) {
        Candidates candidates = CandidateReader.read(
                bundle.entities(), bundle.configuration().evaluation().candidates());
        return IntStream.range(0, candidates.count()).map(candidates::item).toArray();
    }

    private static int[] users(RetrievalModel model, String name, int users) {
        if (model.readsHistories()) {
            throw new CampanileException("The model " + name
                    + " makes vectors of users of what they took before, which changes with every request:"
                    + " ask the service for them, or recommend for lists.");
        }
        return IntStream.range(1, users).toArray();
    }

    /** By index. */
    private static String[] ids(PreparedDataset entities, VectorKind kind) {
        FeatureSide side = kind == VectorKind.ITEMS ? FeatureSide.ITEM : FeatureSide.USER;
        Schema schema = entities.schema();
        if (!schema.hasKey(side)) {
            throw new CampanileException("The model's data have no ids of " + kind.label() + ": there is nothing to export.");
        }
        String vocabulary = schema.key(side).vocabulary();
        String[] ids = new String[schema.vocabulary(vocabulary).size()];
        VocabularyFile.read(
                entities.store(), entities.vocabularyFile(vocabulary), entry -> ids[entry.index()] = entry.value());
        return ids;
    }

    @Override
    public VectorSet set() {
        return set;
    }

    @Override
    public VectorBatch read(int first, int count) {
        int[] some = Arrays.copyOfRange(indices, first, first + count);
        float[] numbers = new float[Math.multiplyExact(count, set.dim())];
        try (FloatMatrix vectors = new FloatMatrix(count, set.dim())) {
            if (set.kind() == VectorKind.ITEMS) {
                model.itemVectors(some, 0, count, vectors);
            } else {
                model.userVectors(UserQueries.of(some), vectors);
            }
            for (int row = 0; row < count; row++) {
                vectors.read(row, 0, numbers, row * set.dim(), set.dim());
            }
        }
        return new VectorBatch(
                first, IntStream.of(some).mapToObj(index -> ids[index]).toArray(String[]::new), numbers);
    }
}
