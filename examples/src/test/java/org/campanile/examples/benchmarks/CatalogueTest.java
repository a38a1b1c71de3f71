package org.campanile.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static Catalogue catalogue(String python, String shim) {
        Commands commands = new Commands(Path.of("benchmarks"), Path.of("data"), Path.of("options"), python, shim, "");
        return new Catalogue(commands, Effort.full(3), 10_000);
    }

    private static final Catalogue CATALOGUE = catalogue("python3", "shim.so");

    private static Benchmark benchmark(String name) {
        return CATALOGUE.named(List.of(name)).get(0);
    }

    @Test
    void everyClaimOfTheEngineHasItsBenchmarkWithFloorAndAim() {
        assertThat(CATALOGUE.all())
                .extracting(each -> each.name() + " " + each.floor() + " " + each.aim())
                .containsExactly(
                        "dlrm-step 2.2 3.0",
                        "dlrm-step-avx512 1.4 2.0",
                        "two-tower-step 3.0 5.0",
                        "two-tower-step-avx512 1.5 2.5",
                        "dlrm-roofline 0.4 0.6",
                        "dlrm-from-shards 0.95 0.98",
                        "table-size null null",
                        "shard-reader 3.0 null",
                        "shard-reader-dlrm 10.0 null",
                        "tracked-step 0.95 0.99",
                        "dl4j-spark 20.0 50.0",
                        "recommend-all 5.0 10.0");
    }

    @Test
    void stepsAreComparedAtEachBatchAndNumberOfThreads() {
        assertThat(benchmark("dlrm-step").comparisons())
                .extracting(Comparison::size)
                .containsExactly("2048, 1 thread", "2048, 2 threads", "8192, 1 thread", "8192, 2 threads");
        assertThat(benchmark("two-tower-step").comparisons())
                .extracting(Comparison::size)
                .containsExactly("4096, 1 thread", "4096, 2 threads", "8192, 1 thread", "8192, 2 threads");
    }

    @Test
    void oursAndThePeerGetTheSameBatchAndThreads() {
        Comparison comparison = benchmark("dlrm-step").comparisons().get(3);

        assertThat(comparison.ours().command()).contains("batch=8192", "threads=2");
        assertThat(comparison.peers())
                .extracting(Contender::name)
                .containsExactly(
                        "PyTorch, bags", "PyTorch, bags, compiled", "PyTorch, fused", "PyTorch, fused, compiled");
        assertThat(comparison.peers())
                .allSatisfy(
                        peer -> assertThat(String.join(" ", peer.command())).contains("--batch 8192", "--threads 2"));
    }

    @Test
    void onlyTheAvx512PeerIsPreloaded() {
        assertThat(benchmark("dlrm-step").comparisons().get(0).peers())
                .noneMatch(peer -> peer.environment().containsKey("LD_PRELOAD"));
        assertThat(benchmark("dlrm-step-avx512").comparisons().get(0).peers())
                .allMatch(peer -> "shim.so".equals(peer.environment().get("LD_PRELOAD")));
    }

    @Test
    void withoutPyTorchThereIsASentenceAboutIt() {
        Benchmark benchmark = catalogue("", "").named(List.of("dlrm-step")).get(0);

        assertThat(benchmark.comparisons().get(0).peers().get(0).obstacle())
                .isEqualTo("There is no PyTorch to compare with: run examples/benchmarks/peers/setup.sh, or set"
                        + " CAMPANILE_PEERS_PYTHON to a Python that has torch.");
        assertThatThrownBy(() -> new ContenderProcess(Path.of("logs"))
                        .apply(benchmark.comparisons().get(0).peers().get(0)))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("There is no PyTorch");
    }

    @Test
    void anUnknownNameIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> CATALOGUE.named(List.of("dlrm")))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("There is no benchmark dlrm")
                .hasMessageContaining("dlrm-step");
    }

    @Test
    void theListFitsATerminal() {
        assertThat(CATALOGUE.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
