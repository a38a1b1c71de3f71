package org.campanile.core.nn;

import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Zero or more numbers outside the heap that ND4J reads and writes in place; zero at first. */
final class FlatVector implements FlatNumbers, AutoCloseable {
    private final int size;
    private final FloatMatrix memory;

    FlatVector(int size) {
        this.size = Check.notNegative(size, "size");
        this.memory = new FloatMatrix(1, Math.max(1, size));
    }

    @Override
    public int size() {
        return size;
    }

    /** The numbers as {@code [1, size]}; one element when there are none. */
    FloatMatrix memory() {
        return memory;
    }

    /** The numbers as a vector of ND4J's, which shares the memory; one element when there are none. */
    INDArray array() {
        return NativeArrays.vector(memory);
    }

    @Override
    public void read(float[] out) {
        memory.buffer().get(0, out, 0, size);
    }

    @Override
    public void write(float[] values) {
        memory.buffer().put(0, values, 0, size);
    }

    @Override
    public void close() {
        memory.close();
    }
}
