package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlasInfoTest {

    @AfterEach
    void oneThreadAsInTheBuild() {
        BlasThreads.limit(1);
    }

    @Test
    void tellsTheThreadsThatWereSet() {
        BlasThreads.limit(2);
        assertThat(BlasThreads.current()).isEqualTo(2);
        BlasThreads.limit(1);
        assertThat(BlasInfo.detect().threads()).isEqualTo(1);
    }

    @Test
    void zeroThreadsAreRefused() {
        assertThatThrownBy(() -> BlasThreads.limit(0)).hasMessage("threads must be at least 1, but is 0");
    }

    @Test
    void namesTheKernelInUse() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "kernels are chosen at run time on x86");
        BlasInfo info = BlasInfo.detect();
        assertThat(info.version()).matches("\\d+\\.\\d+\\.\\d+-\\d.*");
        assertThat(info.kernel()).matches("[A-Z0-9]+");
    }
}
