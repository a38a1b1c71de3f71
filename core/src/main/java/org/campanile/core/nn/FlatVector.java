package org.campanile.core.nn;

import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Zero or more numbers outside the heap that ND4J reads and writes in place; zero at first. */
final class FlatVector implements AutoCloseable {
    private final int size;
    private final FloatMatrix memory;
    private final INDArray array;

    FlatVector(int size) {
        this.size = Check.notNegative(size, "size");
        this.memory = new FloatMatrix(1, Math.max(1, size));
        this.array = NativeArrays.vector(memory);
    }

    int size() {
        return size;
    }

    void set(int index, float value) {
        memory.set(0, index, value);
    }

    /** The numbers as a vector of ND4J's; has one element when there are none. */
    INDArray array() {
        return array;
    }

    void read(float[] out) {
        memory.buffer().get(0, out, 0, size);
    }

    void write(float[] values) {
        memory.buffer().put(0, values, 0, size);
    }

    @Override
    public void close() {
        memory.close();
    }
}
