package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableMemory;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps with look-ups of every kind, on and off the heap, once the largest batch was seen. */
class StepAllocationTest {
    private static final int BATCH = 256;
    private static final int ROWS = 1500;
    private static final int DIM = 16;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int[] ids = new Random(1).ints(BATCH, 0, ROWS).toArray();
    private final JaggedIds bags = new JaggedIds();

    @ParameterizedTest
    @CsvSource({"ROW_WISE_ADAGRAD, HEAP", "ROW_WISE_ADAGRAD, NATIVE", "ADAM, HEAP"})
    void aStepAllocatesNothing(SparseOptimizerType type, TableMemory memory) {
        for (int row = 0; row < BATCH; row++) {
            bags.addRow(ids, 0, row % 7);
        }
        SparseOptimizerConfiguration optimizer = new SparseOptimizerConfiguration(type, 0.05, 0.001);
        HeapMatrix onHeap = new HeapMatrix(2 * DIM);
        onHeap.ensureRows(BATCH);
        try (LocalEmbeddingTable table =
                        new LocalEmbeddingTable(new TableSettings("user", ROWS, DIM, 7, 0.25f, optimizer, memory));
                FloatMatrix offHeap = new FloatMatrix(BATCH, 2 * DIM)) {
            TableStep step = table.newStep();
            FloatRows[] matrices = {onHeap, offHeap};
            runSteps(table, step, matrices);
            long offHeapBytes = Pointer.totalBytes();
            long allocated = Long.MAX_VALUE;
            // Vectors of the Vector API are objects until the compiler has been there, which may take a while.
            for (int attempt = 0; attempt < 500 && allocated > 0; attempt++) {
                allocated = runSteps(table, step, matrices);
            }
            assertThat(allocated).as("bytes on the heap").isZero();
            assertThat(Pointer.totalBytes()).as("bytes outside it").isLessThanOrEqualTo(offHeapBytes);
        }
    }

    /** Bytes that this thread allocated on the heap. */
    private long runSteps(EmbeddingTable table, TableStep step, FloatRows[] matrices) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            step.clear();
            step.add(ids, 0, BATCH, 0, 0, 0);
            step.add(ids, 0, BATCH, 1, 0, 0);
            step.addPooled(bags, 0, BATCH, Pooling.MEAN, 0, 0, DIM);
            step.addPooled(bags, 0, BATCH, Pooling.MAX, 1, 0, DIM);
            table.prepare(step);
            table.lookUp(ids, 0, BATCH, matrices[0], 0, 0);
            table.lookUp(ids, 0, BATCH, matrices[1], 0, 0);
            table.lookUpPooled(bags, 0, BATCH, Pooling.MEAN, matrices[0], 0, DIM);
            table.lookUpMax(bags, 0, BATCH, step, 1, matrices[1], 0, DIM);
            table.update(step, matrices, 0, 1);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
