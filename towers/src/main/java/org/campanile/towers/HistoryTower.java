package org.campanile.towers;

import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.Check;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.model.UserQueries;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.GrowingBatch;
import org.campanile.core.nn.GrowingMatrix;
import org.campanile.core.nn.InputLayer;
import org.campanile.core.nn.SequenceRows;
import org.campanile.core.nn.SideRows;
import org.campanile.core.nn.TablesStep;
import org.campanile.core.parallel.Shares;

/**
 * Users are known by what they took before, and perhaps by features: the embeddings of the history, rows of the item
 * tower's table, are encoded as K vectors, and each of them passes the body with the user's features beside it.
 *
 * <pre>
 * histories -> embeddings [items, dim] -> encoder -> [users K, dim]
 * features                                        -> [users, features], for each of the K rows
 * both -> body -> vectors [users K, vectorSize]
 * </pre>
 */
final class HistoryTower implements UserTower {
    private static final int USERS_AT_ONCE = 1024;

    /** The number of the gradient by the features in steps of the tower's own tables. */
    private static final int FEATURES_SOURCE = 0;

    /** The number of the gradient by the histories' embeddings in steps of the items' tables; 0 is the item tower's. */
    private static final int HISTORY_SOURCE = 1;

    private final HistoryInputs inputs;
    private final HistoryEncoder encoder;
    private final TowerBody body;
    private final SideRows rows;
    private final EmbeddingTables tables;
    private final InputLayer features;
    private final SequenceRows embeddings;
    private final GrowingMatrix featureValues;
    private final GrowingMatrix featureGradients;
    private final GrowingBatch inferredFeatures;
    private final HistoryRows inferredHistories;
    private final long dropoutSeed;
    private float[][] scratch = new float[0][];
    private Users current;
    private int members = 1;

    /**
     * @param settings of the user's side
     * @param encoder  of embeddings as long as the item tower's; closed with the tower
     * @param items    whose table of the histories' vocabulary is shared
     */
    HistoryTower(TowerSettings settings, HistoryInputs inputs, HistoryEncoder encoder, FeatureTower items) {
        this.inputs = inputs;
        this.encoder = encoder;
        this.rows = new SideRows(settings.schema(), settings.side(), settings.entities());
        this.tables = new EmbeddingTables(
                inputs.features(),
                settings.schema(),
                vocabulary -> settings.tables().make(settings.table(vocabulary)));
        this.features = new InputLayer(inputs.features(), rows.columns(), tables, 0);
        this.embeddings = new SequenceRows(items.embeddings(), inputs.vocabulary());
        this.body = TowerBodies.create(settings, embeddings.width() + features.width(), inputs.towerInputs());
        this.featureValues = new GrowingMatrix(Math.max(1, features.width()));
        this.featureGradients = new GrowingMatrix(Math.max(1, features.width()));
        this.inferredFeatures = new GrowingBatch(rows.columns());
        this.inferredHistories = new HistoryRows(inputs.maxLength());
        this.dropoutSeed = CounterRandom.seedFor(settings.seed(), "history-dropout");
        this.current = new Users(items.newStep());
    }

    @Override
    public int vectorSize() {
        return body.outputSize();
    }

    @Override
    public int interests() {
        return encoder.interests();
    }

    @Override
    public boolean readsHistories() {
        return true;
    }

    @Override
    public SampleChoice choice(SampleChoice others) {
        return inputs.skipsEmptyHistories() ? new SamplesWithHistory(others, inputs.historyColumn()) : others;
    }

    @Override
    public Step newStep(FeatureTower.Step items) {
        return new Users(items);
    }

    /** The histories and features of a step's users, and what they do with the tables. */
    private final class Users implements Step {
        private final FeatureTower.Step items;
        private final GrowingBatch memory = new GrowingBatch(rows.columns());
        private final HistoryRows histories = new HistoryRows(inputs.maxLength());
        private final TablesStep ofFeatures = tables.newStep();
        private final TablesStep ofEncoder = encoder.tables().newStep();
        private Batch features = memory.ofSize(0);

        Users(FeatureTower.Step items) {
            this.items = items;
        }

        @Override
        public void clear() {
            ofEncoder.clear();
            ofFeatures.clear();
        }

        @Override
        public void index(int epoch, Batch samples) {
            JaggedIds ids = samples.sequence(inputs.historyColumn());
            histories.clear();
            for (int row = 0; row < samples.size(); row++) {
                long key = CounterRandom.hash(dropoutSeed, epoch, samples.positions()[row]);
                histories.add(ids, row, inputs.dropout(), key);
            }
            embeddings.index(histories.items(), items.tables(), HISTORY_SOURCE);
            clear();
            encoder.index(histories, ofEncoder);
            features = rows.gather(inputs.keys().users(samples), 0, samples.size(), memory);
            HistoryTower.this.features.index(features, ofFeatures, FEATURES_SOURCE);
        }

        @Override
        public void finish() {
            encoder.tables().prepare(ofEncoder);
            tables.prepare(ofFeatures);
        }

        @Override
        public void fetch() {
            encoder.tables().fetch(ofEncoder);
            tables.fetch(ofFeatures);
        }

        @Override
        public void deliver() {
            encoder.tables().deliver(ofEncoder);
            tables.deliver(ofFeatures);
        }

        @Override
        public int interestsOf(int user) {
            return encoder.interestsOf(histories.length(user));
        }
    }

    @Override
    public void begin(Step step, int memberCount) {
        current = (Users) step;
        members = memberCount;
        int users = current.features.size();
        encoder.begin(current.histories, current.ofEncoder, memberCount);
        body.ensureCapacity(users * interests(), memberCount);
        ensureFeatureCapacity(users, memberCount);
        current.items.tables().gradient(HISTORY_SOURCE, encoder.inputGradient());
        current.ofFeatures.gradient(FEATURES_SOURCE, featureGradients.atLeast(users));
    }

    private void ensureFeatureCapacity(int users, int memberCount) {
        featureValues.atLeast(users);
        if (scratch.length < memberCount) {
            scratch = new float[memberCount][2 * features.width()];
        }
    }

    @Override
    public boolean decays() {
        return tables.decay() || encoder.tables().decay();
    }

    @Override
    public void catchUp(int member) {
        encoder.tables().catchUp(current.ofEncoder, member, members);
        tables.catchUp(current.ofFeatures, member, members);
    }

    @Override
    public void lookUp(int member) {
        int firstUser = firstUser(member);
        int users = users(member);
        embeddings.forward(current.histories.items(), firstUser, users, encoder.input());
        features.forward(
                current.features, firstUser, users, featureValues.atLeast(1), current.ofFeatures, FEATURES_SOURCE);
    }

    @Override
    public void forward(int member) {
        forward(member, current.histories, firstUser(member), users(member));
    }

    private void forward(int member, HistoryRows histories, int firstUser, int users) {
        encoder.forward(member, histories, firstUser, users, body.input());
        copyFeatures(member, firstUser, users);
        body.forward(member, firstUser * interests(), users * interests());
    }

    /** Puts the features of each user beside all of its interests. */
    private void copyFeatures(int member, int firstUser, int users) {
        int width = features.width();
        float[] values = scratch[member];
        for (int user = firstUser; user < firstUser + users && width > 0; user++) {
            featureValues.atLeast(1).read(user, 0, values, 0, width);
            for (int interest = 0; interest < interests(); interest++) {
                body.input().write(user * interests() + interest, embeddings.width(), values, 0, width);
            }
        }
    }

    @Override
    public int firstUser(int member) {
        return Shares.begin(member, members, current.features.size());
    }

    @Override
    public int users(int member) {
        return Shares.end(member, members, current.features.size()) - firstUser(member);
    }

    @Override
    public FloatMatrix output() {
        return body.output();
    }

    @Override
    public FloatMatrix outputGradient() {
        return body.outputGradient();
    }

    @Override
    public void backward(int member) {
        int firstUser = firstUser(member);
        int users = users(member);
        body.backward(member, firstUser * interests(), users * interests());
        encoder.backward(member, current.histories, firstUser, users, body.inputGradient());
        sumFeatureGradients(member, firstUser, users);
    }

    /** Adds up the gradients by a user's features over all of its interests. */
    private void sumFeatureGradients(int member, int firstUser, int users) {
        int width = features.width();
        float[] sum = scratch[member];
        for (int user = firstUser; user < firstUser + users && width > 0; user++) {
            body.inputGradient().read(user * interests(), embeddings.width(), sum, 0, width);
            for (int interest = 1; interest < interests(); interest++) {
                body.inputGradient().read(user * interests() + interest, embeddings.width(), sum, width, width);
                Kernels.active().add(sum, width, sum, 0, width);
            }
            featureGradients.atLeast(1).write(user, 0, sum, 0, width);
        }
    }

    @Override
    public void update(int member) {
        body.update(member, members);
        encoder.update(member, members);
        encoder.tables().update(current.ofEncoder, member, members);
        tables.update(current.ofFeatures, member, members);
    }

    @Override
    public void finishStep() {
        body.finishStep();
        encoder.finishStep();
    }

    @Override
    public void vectors(UserQueries users, float factor, FloatMatrix out) {
        Check.that(
                out.rows() >= users.size() * interests() && out.columns() == vectorSize(),
                "%d vectors of %d do not fit a matrix of %d x %d",
                users.size() * interests(),
                vectorSize(),
                out.rows(),
                out.columns());
        float[] vector = new float[vectorSize()];
        for (int done = 0; done < users.size(); done += USERS_AT_ONCE) {
            int count = Math.min(USERS_AT_ONCE, users.size() - done);
            infer(users, done, count);
            for (int row = 0; row < count * interests(); row++) {
                output().read(row, 0, vector, 0, vector.length);
                Kernels.active().scale(factor, vector, 0, vector.length);
                out.write(done * interests() + row, 0, vector, 0, vector.length);
            }
        }
    }

    /** Computes the vectors of some users in the calling thread. */
    private void infer(UserQueries users, int from, int count) {
        inferredHistories.clear();
        for (int user = from; user < from + count; user++) {
            inferredHistories.add(users.histories(), user);
        }
        Batch batch = rows.gather(users.keys(), users.given(), from, count, inferredFeatures);
        encoder.ensureCapacity(inferredHistories, 1);
        body.ensureCapacity(count * interests(), 1);
        ensureFeatureCapacity(count, 1);
        embeddings.forward(inferredHistories.items(), 0, count, encoder.input());
        features.forward(batch, 0, count, featureValues.atLeast(1));
        forward(0, inferredHistories, 0, count);
    }

    @Override
    public List<DenseParameters> dense() {
        return Stream.concat(body.parameters().stream(), encoder.parameters().stream())
                .toList();
    }

    @Override
    public List<TableState> tables() {
        return Stream.concat(tables.states().stream(), encoder.tables().states().stream())
                .toList();
    }

    @Override
    public void close() {
        body.close();
        encoder.close();
        tables.close();
        featureValues.close();
        featureGradients.close();
    }
}
