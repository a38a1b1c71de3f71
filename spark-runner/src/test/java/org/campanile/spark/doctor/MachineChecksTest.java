package org.campanile.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class MachineChecksTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void aProcessThatMayTakeMoreThanThereIsIsANote() {
        assertThat(JvmChecks.memory(2 * GIBIBYTE, 2 * GIBIBYTE, 4 * GIBIBYTE))
                .isEqualTo(Finding.fine("memory", "4.0 GiB; heap and native memory may take 4.0"));
        assertThat(JvmChecks.memory(3 * GIBIBYTE, 2 * GIBIBYTE, 4 * GIBIBYTE).mend())
                .contains("gets killed");
    }

    @Test
    void gpusThatTheJarCannotUseAreANote() {
        assertThat(GpuCheck.ofProcessor(0)).isEqualTo(Finding.fine("gpu", "none; this JAR computes on the processor"));
        assertThat(GpuCheck.ofProcessor(2).found()).startsWith("nvidia-smi shows 2, but");
        assertThat(GpuCheck.ofProcessor(2).mend()).contains("-Pcuda");
    }

    @Test
    void mendsNameTheSettingOfTheProcess() {
        assertThat(Place.DRIVER.startWith("-Dx"))
                .isEqualTo("Start the driver with -Dx (spark.driver.extraJavaOptions)");
        assertThat(Place.EXECUTOR.startWith("-Dx"))
                .isEqualTo("Start executors with -Dx (spark.executor.extraJavaOptions)");
    }

    @Test
    void anMlflowServerIsAskedForItsHealth() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String uri = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThat(new MlflowCheck(uri).run(Place.DRIVER)).isEqualTo(Finding.fine("mlflow", uri + " answers"));
        } finally {
            server.stop(0);
        }

        assertThat(new MlflowCheck(uri).run(Place.DRIVER).state()).isEqualTo(Finding.State.NOTE);
        assertThat(new MlflowCheck(uri).run(Place.EXECUTOR))
                .isEqualTo(Finding.fine(
                        "mlflow", uri + " does not answer: ConnectException; only the driver sends to it"));
    }

    @Test
    void aPasswordInTheTrackingUriIsNotShown() {
        Finding finding = new MlflowCheck("http://me:secret@127.0.0.1:1").run(Place.DRIVER);

        assertThat(finding.toString()).contains("//...@127.0.0.1:1").doesNotContain("secret");
    }
}
