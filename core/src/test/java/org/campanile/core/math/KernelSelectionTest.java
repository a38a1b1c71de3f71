package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelSelectionTest {
    private static final boolean VECTOR_API =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    @ParameterizedTest
    @ValueSource(strings = {"reference", "unrolled", "Unrolled"})
    void takesTheNamedKernels(String name) {
        assertThat(KernelSelection.select(name).name()).isEqualToIgnoringCase(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vector"})
    void takesTheVectorApiWhereThisJvmHasIt(String name) {
        assertThat(KernelSelection.select(name).name()).isEqualTo(VECTOR_API ? "vector" : "unrolled");
    }

    @Test
    void refusesAnotherName() {
        assertThatThrownBy(() -> KernelSelection.select("fast"))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "The system property campanile.kernels is fast, but must be reference, unrolled or vector.");
    }
}
