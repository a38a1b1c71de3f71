package org.campanile.examples.benchmarks.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.math.BlasInfo;
import org.campanile.core.math.Kernels;

/** One measurement of one workload in a process of its own: prints one line of JSON. */
public final class BenchmarkMain {
    private BenchmarkMain() {}

    /** Arguments: the workload's name, then its settings as {@code key=value}. */
    public static void main(String[] arguments) throws JsonProcessingException {
        List<String> settings = List.of(arguments).subList(1, arguments.length);
        try {
            Measurement measurement = Workloads.of(arguments[0]).measure(WorkloadArguments.parse(settings));
            BlasInfo blas = BlasInfo.detect();
            System.out.println(new ObjectMapper()
                    .writeValueAsString(measurement
                            .with("kernels", Kernels.active().name())
                            .with("blas", blas.version() + " " + blas.kernel())
                            .with("java", Runtime.version().toString())
                            .values()));
        } catch (CampanileException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        // Spark's non-daemon threads outlive a barrier stage on a local master.
        System.exit(0);
    }
}
