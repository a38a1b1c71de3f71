package org.campanile.examples.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParityWorkloadTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dlrm", "deepfm", "dcn"})
    void anotherProgramFindsParametersBatchesAndLosses(String model) throws IOException {
        Measurement last = new ParityWorkload()
                .measure(new WorkloadArguments(
                        Map.of("model", model, "folder", folder.toString(), "steps", "3", "batch", "16")));

        JsonNode about =
                new ObjectMapper().readTree(folder.resolve("parity.json").toFile());
        assertThat(about.get("model").asText()).isEqualTo(model);
        assertThat(about.get("losses")).hasSize(3);
        assertThat(about.get("losses").get(2).asDouble())
                .isEqualTo((double) last.values().get(Measurement.VALUE), within(0.0));
        about.get("arrays")
                .fields()
                .forEachRemaining(array ->
                        assertThat(folder.resolve(array.getKey() + ".bin")).hasSize(4L * size(array.getValue())));
        assertThat(about.get("arrays").has("t25")).as("the last of 26 tables").isTrue();
        assertThat(about.get("arrays").has("batch-ids-7"))
                .as("the last of 8 batches")
                .isTrue();
        ByteBuffer labels = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("batch-labels-0.bin")))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(labels.getFloat()).isIn(0f, 1f);
    }

    private static long size(JsonNode shape) {
        long size = 1;
        for (JsonNode length : shape) {
            size *= length.asLong();
        }
        return size;
    }
}
