package org.campanile.spark.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.campanile.core.training.EpochReport;
import org.campanile.core.training.RoundReport;
import org.campanile.core.training.ValidationReport;

/** One message from a worker to the driver; a line of JSON on the wire. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerReport.Started.class, name = "started"),
    @JsonSubTypes.Type(value = WorkerReport.Round.class, name = "round"),
    @JsonSubTypes.Type(value = WorkerReport.Validation.class, name = "validation"),
    @JsonSubTypes.Type(value = WorkerReport.Epoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = WorkerReport.Usage.class, name = "usage"),
    @JsonSubTypes.Type(value = WorkerReport.Failed.class, name = "failed")
})
sealed interface WorkerReport {
    /** Worker 0 has made or restored the model and begins. */
    record Started(
            long globalStep, int stepsPerEpoch, long samplesPerEpoch, List<TablePlan> tables, long denseParameters)
            implements WorkerReport {}

    /** Worker 0 has finished a round. */
    record Round(RoundReport report) implements WorkerReport {}

    /** The workers have measured the validation part. */
    record Validation(ValidationReport report) implements WorkerReport {}

    /** Worker 0 has finished an epoch. */
    record Epoch(EpochReport report) implements WorkerReport {}

    /** What a worker takes of its machine, and how fast it trains; told live, and once more at the end. */
    record Usage(int rank, long timeMillis, Map<String, Double> values) implements WorkerReport {}

    /** A worker ends for a reason that trying again would not mend. */
    record Failed(int rank, String reason) implements WorkerReport {}

    /** The report as one line without line ends. */
    default String toLine() {
        try {
            return Json.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads back {@link #toLine()}. */
    static WorkerReport parse(String line) throws JsonProcessingException {
        return Json.MAPPER.readValue(line, WorkerReport.class);
    }

    /** Holds the mapper, which is safe for use by several threads. */
    final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        private Json() {}
    }
}
