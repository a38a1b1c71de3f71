package org.campanile.spark.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a worker's task returns.
 *
 * @param rank     the worker
 * @param diverged whether training stopped because a loss was not finite
 * @param reason   this worker's finding when it diverged; empty otherwise
 * @param reports  all reports of worker 0, in order, for whatever the driver did not receive while training ran
 */
record WorkerResult(int rank, boolean diverged, String reason, List<String> reports) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WorkerResult parse(String json) {
        try {
            return MAPPER.readValue(json, WorkerResult.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
