package org.campanile.spark.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.storage.BlockManagerId;

/**
 * What was found on an executor.
 *
 * @param executor its name at Spark
 * @param address  host and port, by which it is told from others
 */
record ExecutorReport(String executor, String address, List<Finding> findings) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Of the executor that runs this task. */
    static ExecutorReport ofThisExecutor(List<Finding> findings) {
        BlockManagerId self = SparkEnv.get().blockManager().blockManagerId();
        return new ExecutorReport(self.executorId(), self.hostPort(), findings);
    }

    ExecutorReport and(Finding finding) {
        List<Finding> all = new ArrayList<>(findings);
        all.add(finding);
        return new ExecutorReport(executor, address, all);
    }

    /** As text, since Spark's Kryo cannot take records. */
    String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ExecutorReport parse(String json) {
        try {
            return MAPPER.readValue(json, ExecutorReport.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
