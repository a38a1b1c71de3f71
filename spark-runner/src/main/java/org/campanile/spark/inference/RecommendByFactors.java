package org.campanile.spark.inference;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.campanile.core.CampanileException;
import org.campanile.core.evaluation.Candidates;
import org.campanile.core.evaluation.RankedItems;
import org.campanile.core.math.FloatMatrix;
import org.campanile.spark.SharedResources;
import org.campanile.spark.Tasks;

/**
 * One task: recommends to the users of a partition by tables of factors.
 *
 * @param itemFiles URIs of the item table's files
 * @param version   different for every state of these files
 */
record RecommendByFactors(List<String> itemFiles, String version, int k)
        implements MapPartitionsFunction<FactorUser, FactorRecommendations> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<FactorRecommendations> call(Iterator<FactorUser> users) {
        SharedResources.Lease<FactorItems> lease =
                ExecutorItems.FACTORS.borrow(version, () -> FactorItems.read(itemFiles));
        Tasks.atEnd(lease.release());
        FactorItems items = lease.value();
        BatchedSearch<FactorUser, FactorRecommendations> search = new BatchedSearch<>(
                users,
                new Translation(items),
                items.vectors(),
                Candidates.all(items.vectors().items()),
                k);
        Tasks.atEnd(search::close);
        return search;
    }

    private record Translation(FactorItems items)
            implements BatchedSearch.Translation<FactorUser, FactorRecommendations> {
        @Override
        public int interests() {
            return 1;
        }

        @Override
        public void vectors(List<FactorUser> users, FloatMatrix vectors) {
            for (int row = 0; row < users.size(); row++) {
                float[] features = users.get(row).getFeatures();
                if (features.length != vectors.columns()) {
                    throw new CampanileException("User " + users.get(row).getId() + " has a vector of "
                            + features.length + " numbers, but items have " + vectors.columns()
                            + ": both tables must come from the same model.");
                }
                vectors.buffer().put(row * vectors.columns(), features);
            }
        }

        @Override
        public int[] excluded(FactorUser user) {
            int[] seen = user.getSeen();
            return seen == null ? new int[0] : items.indices(seen);
        }

        @Override
        public FactorRecommendations recommendations(FactorUser user, RankedItems best) {
            FactorRecommendations recommendations = new FactorRecommendations();
            recommendations.setUser(user.getId());
            recommendations.setItems(items.ids(best.items()));
            recommendations.setScores(best.scores());
            return recommendations;
        }
    }
}
