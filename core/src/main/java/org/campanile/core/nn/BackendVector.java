package org.campanile.core.nn;

import java.util.Arrays;
import org.campanile.core.Check;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Zero or more numbers in the memory of ND4J's backend; zero at first. */
final class BackendVector implements FlatNumbers, AutoCloseable {
    static {
        Nd4jStart.once();
    }

    private final int size;
    private final INDArray array;

    BackendVector(int size) {
        this.size = Check.notNegative(size, "size");
        this.array = Nd4j.zeros(DataType.FLOAT, Math.max(1, size));
    }

    /** The numbers; has one element when there are none. */
    INDArray array() {
        return array;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void read(float[] out) {
        System.arraycopy(array.data().asFloat(), 0, out, 0, size);
    }

    @Override
    public void write(float[] values) {
        if (size > 0) {
            try (INDArray given = Nd4j.createFromArray(Arrays.copyOf(values, size))) {
                array.assign(given);
            }
        }
    }

    @Override
    public void close() {
        array.close();
    }
}
