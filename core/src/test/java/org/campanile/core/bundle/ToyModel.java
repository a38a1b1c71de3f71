package org.campanile.core.bundle;

import java.util.List;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.UntrainedVectors;
import org.campanile.core.model.UserQueries;
import org.campanile.core.schema.FeatureSide;

/** Vectors straight from real tables; the users' are shifted by the parameters of a toy network. */
final class ToyModel extends UntrainedVectors {
    private final EmbeddingTable users;
    private final EmbeddingTable items;
    private final ToyNetwork shift;

    ToyModel(ModelContext context) {
        int dim = ((ToyOptions) context.options()).dim();
        this.users = table("users", context, FeatureSide.USER, dim);
        this.items = table("items", context, FeatureSide.ITEM, dim);
        this.shift = new ToyNetwork("shift", dim);
    }

    private static EmbeddingTable table(String name, ModelContext context, FeatureSide side, int dim) {
        int rows = (side == FeatureSide.USER ? context.users() : context.items()).size();
        return context.tables()
                .make(new TableSettings(
                        name,
                        rows,
                        dim,
                        context.seed(),
                        0.1f,
                        context.training().sparseOptimizer()));
    }

    /** Gives every parameter a value that tells where it stands. */
    void pretendTraining() {
        float[] parameters = new float[shift.size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = 10 + i;
        }
        shift.writeParameters(parameters);
        for (TableState table : state().tables()) {
            float[] record = new float[table.dim() + table.stateSize()];
            for (int row = 0; row < table.rows(); row++) {
                for (int i = 0; i < record.length; i++) {
                    record[i] = row + i / 16f;
                }
                table.writeRecord(row, record, 0);
            }
        }
    }

    @Override
    public ModelState state() {
        return new ModelState(List.of(shift), List.of(users.state(), items.state()));
    }

    @Override
    public int vectorSize() {
        return users.dim();
    }

    @Override
    public boolean readsHistories() {
        return false;
    }

    @Override
    public void userVectors(UserQueries queries, FloatMatrix out) {
        users.lookUp(queries.keys(), 0, queries.size(), out, 0, 0);
        float[] parameters = new float[shift.size()];
        shift.readParameters(parameters);
        for (int row = 0; row < queries.size(); row++) {
            for (int i = 0; i < parameters.length; i++) {
                out.set(row, i, out.get(row, i) + parameters[i]);
            }
        }
    }

    @Override
    public void itemVectors(int[] indices, int from, int count, FloatMatrix out) {
        items.lookUp(indices, from, count, out, 0, 0);
    }

    @Override
    public void close() {
        users.close();
        items.close();
    }
}
