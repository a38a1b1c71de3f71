package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlasEnvironmentTest {
    private static final Processor HASWELL = new Processor("GenuineIntel", 6, Set.of("avx2", "fma"));
    private static final Processor UNKNOWN = new Processor("", 0, Set.of());
    private static final Map<String, String> ONE_THREAD = Map.of("OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "1");

    @Test
    void theProcessorsKernelIsAskedForByName() {
        assertThat(BlasEnvironment.changes(Map.of(), "", HASWELL))
                .containsOnly(
                        entry("OPENBLAS_CORETYPE", "HASWELL"),
                        entry("OPENBLAS_NUM_THREADS", "1"),
                        entry("OMP_NUM_THREADS", "1"));
    }

    @Test
    void anInheritedKernelAndItsBlockSizesHaveNoEffect() {
        Map<String, String> inherited = Map.of(
                "OPENBLAS_CORETYPE", "Prescott",
                "OPENBLAS_L2_SIZE", "512",
                "OPENBLAS_BLOCK_FACTOR", "4",
                "PATH", "/bin");
        assertThat(BlasEnvironment.changes(inherited, "", HASWELL))
                .containsEntry("OPENBLAS_CORETYPE", "HASWELL")
                .containsEntry("OPENBLAS_L2_SIZE", "")
                .containsEntry("OPENBLAS_BLOCK_FACTOR", "")
                .doesNotContainKey("PATH");
    }

    @Test
    void theUsersWishGoesBeforeTheProcessorsKernel() {
        assertThat(BlasEnvironment.changes(Map.of("OPENBLAS_CORETYPE", "Zen"), "NEHALEM", HASWELL))
                .containsEntry("OPENBLAS_CORETYPE", "NEHALEM");
    }

    @Test
    void autoLeavesTheChoiceToTheLibraryWithoutWhatWasInherited() {
        Map<String, String> inherited = Map.of("OPENBLAS_CORETYPE", "Haswell", "OPENBLAS_L2_SIZE", "512");
        assertThat(BlasEnvironment.changes(inherited, "AUTO", HASWELL))
                .containsEntry("OPENBLAS_CORETYPE", "")
                .containsEntry("OPENBLAS_L2_SIZE", "");
    }

    @Test
    void aKernelThatWouldCrashTheProcessIsNotAskedFor() {
        assertThat(BlasEnvironment.changes(Map.of(), "SKYLAKEX", HASWELL))
                .containsEntry("OPENBLAS_CORETYPE", "HASWELL");
    }

    @Test
    void whatIsInheritedStandsOnAnUnknownProcessor() {
        Map<String, String> inherited = Map.of("OPENBLAS_CORETYPE", "NEOVERSEN1", "OPENBLAS_L2_SIZE", "1024");
        assertThat(BlasEnvironment.changes(inherited, "", UNKNOWN)).isEqualTo(ONE_THREAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "8"})
    void productsHaveOneThreadAndOtherLoopsWhatTheUserExported(String loops) {
        Map<String, String> inherited = Map.of("OPENBLAS_NUM_THREADS", "8", "OMP_NUM_THREADS", loops);
        assertThat(BlasEnvironment.changes(inherited, "", UNKNOWN)).containsOnly(entry("OPENBLAS_NUM_THREADS", "1"));
    }

    @Test
    void nothingChangesWhereAllIsRight() {
        Map<String, String> inherited =
                Map.of("OPENBLAS_CORETYPE", "HASWELL", "OPENBLAS_NUM_THREADS", "1", "OMP_NUM_THREADS", "1");
        assertThat(BlasEnvironment.changes(inherited, "", HASWELL)).isEmpty();
    }

    @Test
    void theWishIsReadInUpperCase() {
        assertThat(BlasEnvironment.wish(Map.of("CAMPANILE_BLAS_KERNEL", " SkylakeX ")))
                .isEqualTo("SKYLAKEX");
        assertThat(BlasEnvironment.wish(Map.of("OPENBLAS_CORETYPE", "Haswell"))).isEmpty();
    }
}
