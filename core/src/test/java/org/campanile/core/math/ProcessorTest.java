package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
    private static final String AVX512 = "avx512f avx512dq avx512cd avx512bw avx512vl";

    @ParameterizedTest
    @CsvSource({
        // Intel: Ivy Bridge, Haswell, Knights Landing (another AVX-512), Skylake-SP, Cooper Lake, Sapphire Rapids
        "GenuineIntel, 6, avx,                                                       OTHER,  ''",
        "GenuineIntel, 6, avx avx2 fma,                                              AVX2,   HASWELL",
        "GenuineIntel, 6, avx avx2 fma avx512f avx512cd avx512er avx512pf,           AVX2,   HASWELL",
        "GenuineIntel, 6, avx avx2 fma " + AVX512 + ",                               AVX512, SKYLAKEX",
        "GenuineIntel, 6, avx avx2 fma " + AVX512 + " avx512_bf16,                   AVX512, COOPERLAKE",
        "GenuineIntel, 6, avx avx2 fma " + AVX512 + " avx512_bf16 amx_bf16 amx_tile, AVX512, COOPERLAKE",
        // AMD: Excavator, Zen 2, Zen 4, and a generation still to come
        "AuthenticAMD, 21, avx avx2 fma,                                             AVX2,   ''",
        "AuthenticAMD, 23, avx avx2 fma,                                             AVX2,   ZEN",
        "AuthenticAMD, 25, avx avx2 fma " + AVX512 + " avx512_bf16,                  AVX512, COOPERLAKE",
        "AuthenticAMD, 99, avx avx2 fma " + AVX512 + " avx512_bf16,                  AVX512, COOPERLAKE",
        // Others, with and without fused multiply-add
        "HygonGenuine, 24, avx avx2 fma,                                             AVX2,   ZEN",
        "CentaurHauls, 7, avx avx2 fma,                                              AVX2,   ''",
        "GenuineIntel, 6, avx avx2,                                                  OTHER,  ''",
    })
    void theKernelFollowsFromVendorFamilyAndFlags(
            String vendor, String family, String flags, InstructionSet instructions, String kernel) {
        Processor processor = Processor.parse(cpuInfo(vendor, family, flags));
        assertThat(processor.instructions()).isEqualTo(instructions);
        assertThat(processor.kernel()).isEqualTo(kernel);
    }

    @Test
    void theFirstProcessorCounts() {
        String text = cpuInfo("GenuineIntel", "6", "avx2 fma") + '\n' + cpuInfo("AuthenticAMD", "25", "sse");
        assertThat(Processor.parse(text).kernel()).isEqualTo("HASWELL");
    }

    @ParameterizedTest
    @CsvSource({"''", "'no colon'", "'Features\t: fp asimd sve'", "'cpu family\t: many'"})
    void withoutTheLinesOfX86NothingIsKnown(String text) {
        Processor processor = Processor.parse(text);
        assertThat(processor.instructions()).isEqualTo(InstructionSet.OTHER);
        assertThat(processor.kernel()).isEmpty();
    }

    private static String cpuInfo(String vendor, String family, String flags) {
        return "processor\t: 0\nvendor_id\t: " + vendor + "\ncpu family\t: " + family
                + "\nmodel name\t: A Processor: fast\nflags\t\t: fpu vme " + flags + " pni\n";
    }
}
