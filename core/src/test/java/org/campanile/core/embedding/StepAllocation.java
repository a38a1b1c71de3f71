package org.campanile.core.embedding;

import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.AllocatedBytes;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableMemory;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;

/**
 * Prints what steps with look-ups of every kind allocate once the largest batch was seen, on the heap and outside it.
 * Arguments are the optimizer and the memory of the table.
 */
final class StepAllocation {
    private static final int BATCH = 256;
    private static final int ROWS = 1500;
    private static final int DIM = 16;

    private final int[] ids = new Random(1).ints(BATCH, 0, ROWS).toArray();
    private final JaggedIds bags = new JaggedIds();

    private StepAllocation() {
        for (int row = 0; row < BATCH; row++) {
            bags.addRow(ids, 0, row % 7);
        }
    }

    public static void main(String[] arguments) {
        new StepAllocation()
                .print(
                        new SparseOptimizerConfiguration(SparseOptimizerType.valueOf(arguments[0]), 0.05, 0.001),
                        TableMemory.valueOf(arguments[1]));
    }

    private void print(SparseOptimizerConfiguration optimizer, TableMemory memory) {
        HeapMatrix onHeap = new HeapMatrix(2 * DIM);
        onHeap.ensureRows(BATCH);
        try (LocalEmbeddingTable table =
                        new LocalEmbeddingTable(new TableSettings("user", ROWS, DIM, 7, 0.25f, optimizer, memory));
                FloatMatrix offHeap = new FloatMatrix(BATCH, 2 * DIM)) {
            TableStep step = table.newStep();
            FloatRows[] matrices = {onHeap, offHeap};
            run(table, step, matrices);
            long offHeapBytes = Pointer.totalBytes();
            System.out.println("heap " + AllocatedBytes.inSteadyState(() -> run(table, step, matrices)));
            System.out.println("outside " + (Pointer.totalBytes() - offHeapBytes));
        }
    }

    private void run(EmbeddingTable table, TableStep step, FloatRows[] matrices) {
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
}
