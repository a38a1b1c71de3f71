package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.Test;

/** On lists made by the test; {@link BlasProcessTest} shows that native libraries see what was changed. */
class ProcessEnvironmentTest {
    private final BytePointer path = new BytePointer("PATH=/bin");
    private final BytePointer kernel = new BytePointer("OPENBLAS_CORETYPE=Haswell=x");
    private final BytePointer odd = new BytePointer("no value");
    private final PointerPointer<BytePointer> list = list(path, kernel, odd);
    private final PointerPointer<PointerPointer<BytePointer>> variable = new PointerPointer<>(1);
    private final ProcessEnvironment environment = new ProcessEnvironment(variable.put(0, list));

    @Test
    void readsValuesByTheirWholeName() {
        assertThat(environment.get("PATH")).isEqualTo("/bin");
        assertThat(environment.get("OPENBLAS_CORETYPE")).isEqualTo("Haswell=x");
        assertThat(environment.get("OPENBLAS")).isEmpty();
    }

    @Test
    void replacesAddsAndRemoves() {
        environment.change(Map.of("OPENBLAS_CORETYPE", "SKYLAKEX", "OMP_NUM_THREADS", "1", "PATH", "", "ABSENT", ""));
        assertThat(environment.get("OPENBLAS_CORETYPE")).isEqualTo("SKYLAKEX");
        assertThat(environment.get("OMP_NUM_THREADS")).isEqualTo("1");
        assertThat(environment.get("PATH")).isEmpty();
    }

    @Test
    void aReaderThatStillHoldsTheOldListFindsItUnchanged() {
        environment.change(Map.of("OPENBLAS_CORETYPE", "", "PATH", "/usr/bin"));
        assertThat(variable.get(0).address()).isNotEqualTo(list.address());
        assertThat(new BytePointer(list.get(0)).getString()).isEqualTo("PATH=/bin");
        assertThat(new BytePointer(list.get(1)).getString()).isEqualTo("OPENBLAS_CORETYPE=Haswell=x");
        assertThat(list.get(2).address()).isEqualTo(odd.address());
    }

    private static PointerPointer<BytePointer> list(BytePointer... entries) {
        PointerPointer<BytePointer> list = new PointerPointer<>(entries.length + 1L);
        for (int i = 0; i < entries.length; i++) {
            list.put(i, entries[i]);
        }
        return list.put(entries.length, null);
    }
}
