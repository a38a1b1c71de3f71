package org.campanile.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.examples.benchmarks.RunnerOptions.Extent;
import org.junit.jupiter.api.Test;

class RunnerOptionsTest {
    @Test
    void namesAndOptionsMayBeMixed() {
        RunnerOptions options =
                RunnerOptions.parse(List.of("dlrm-step", "--json", "r.json", "--rounds", "5", "recommend-all"));

        assertThat(options.names()).containsExactly("dlrm-step", "recommend-all");
        assertThat(options.json()).isEqualTo(Path.of("r.json"));
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.extent()).isEqualTo(Extent.FULL);
    }

    @Test
    void wrongOptionsAreNamed() {
        assertThatThrownBy(() -> RunnerOptions.parse(List.of("--jason")))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("--jason");
        assertThatThrownBy(() -> RunnerOptions.parse(List.of("--rounds", "0"))).hasMessageContaining("--rounds");
        assertThatThrownBy(() -> RunnerOptions.parse(List.of("--json"))).hasMessageContaining("--json");
    }

    @Test
    void aQuickRunWritesNoPage() {
        assertThatThrownBy(() -> RunnerOptions.parse(List.of("--quick", "--write", "page.md")))
                .isInstanceOf(CampanileException.class);
    }
}
