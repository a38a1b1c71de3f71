package org.campanile.dlrm;

import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.BinaryCrossEntropy;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.StepResult;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.InputLayer;
import org.campanile.core.nn.SampleRows;
import org.campanile.core.nn.TablesStep;

/**
 * DLRM (Naumov et al.: Deep Learning Recommendation Model for Personalization and Recommendation Systems,
 * arXiv:1906.00091, 2019).
 *
 * <pre>
 * dense features      -> bottom network -> vector ---+--------------------+
 * categorical feature -> embedding                   +-> dot products ----+-> top network -> logit
 * sequence feature    -> mean of embeddings ---------+
 * </pre>
 *
 * <p>The loss is the binary cross-entropy of the logit; a step descends its mean over the samples.
 */
final class DlrmModel implements RankingModel {
    private final SampleRows samples;
    private final DensePart dense;
    private final EmbeddingTables tables;
    private final TablesStep step;
    private final InputLayer embeddings;
    private final DotInteraction interaction;
    private final DenseNetwork top;
    private float[] scores = new float[0];

    DlrmModel(
            SampleRows samples,
            DensePart dense,
            EmbeddingTables tables,
            InputLayer embeddings,
            DotInteraction interaction,
            DenseNetwork top) {
        this.samples = samples;
        this.dense = dense;
        this.tables = tables;
        this.step = tables.newStep();
        this.embeddings = embeddings;
        this.interaction = interaction;
        this.top = top;
    }

    @Override
    public StepResult trainStep(int epoch, Batch batch) {
        int count = batch.size();
        if (count == 0) {
            return new StepResult(0, 0);
        }
        Batch rows = samples.gather(batch);
        step.clear();
        embeddings.index(rows, step, 0);
        tables.prepare(step);
        float[] values = forward(rows);
        double loss = BinaryCrossEntropy.lossAndGradients(values, batch.labels(), count, 1f / count, values);
        backward(count, values);
        dense.update();
        top.update();
        tables.update(step, 0, 1);
        return new StepResult(loss, count);
    }

    @Override
    public void predict(Batch batch, float[] out) {
        if (batch.size() == 0) {
            return;
        }
        float[] logits = forward(samples.gather(batch));
        for (int i = 0; i < batch.size(); i++) {
            out[i] = BinaryCrossEntropy.probability(logits[i]);
        }
    }

    /** The logits, one per row; valid until the next call. */
    private float[] forward(Batch rows) {
        int count = rows.size();
        FloatMatrix vectors = interaction.vectors(count);
        FloatMatrix topInput = top.input(count);
        dense.forward(rows, vectors, topInput);
        embeddings.forward(rows, 0, count, vectors);
        interaction.forward(count, topInput, dense.width());
        FloatMatrix logits = top.forward(count);
        if (scores.length < count) {
            scores = new float[count];
        }
        logits.buffer().get(0, scores, 0, count);
        return scores;
    }

    private void backward(int count, float[] scoreGradients) {
        top.outputGradient(count).buffer().put(0, scoreGradients, 0, count);
        FloatMatrix topInputGradient = top.backward(count);
        FloatMatrix vectorGradient = interaction.backward(count, topInputGradient, dense.width());
        dense.backward(count, vectorGradient, topInputGradient);
        step.gradient(0, vectorGradient);
    }

    @Override
    public ModelState state() {
        return new ModelState(
                Stream.concat(dense.parameters().stream(), Stream.of(top)).toList(), tables.states());
    }

    @Override
    public void close() {
        dense.close();
        tables.close();
        interaction.close();
        top.close();
    }
}
