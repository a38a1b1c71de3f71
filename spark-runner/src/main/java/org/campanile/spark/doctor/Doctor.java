package org.campanile.spark.doctor;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Examines the machines that train and says how to mend what is wrong. */
public final class Doctor {
    private final MlflowCheck mlflow = MlflowCheck.ofEnvironment();
    private final List<StorageProbe> probes;

    /** @param storage folders, by path or URI, that driver and executors must share */
    public Doctor(List<String> storage) {
        probes = storage.stream().map(StorageProbe::at).toList();
    }

    /** This process, its machine, and what it reaches. */
    public Diagnosis thisMachine() {
        List<Finding> findings = new ArrayList<>(MachineChecks.ofDriver(mlflow));
        for (StorageProbe probe : probes) {
            findings.add(probe.leaveMark());
            probe.removeMark();
        }
        return Diagnosis.of(findings);
    }

    /**
     * Every executor of the application.
     *
     * @throws org.campanile.core.CampanileException when there is none
     */
    public Diagnosis executors(SparkSession spark) {
        probes.forEach(StorageProbe::leaveMark);
        try {
            return Diagnosis.ofExecutors(
                    new ExecutorChecks(JavaSparkContext.fromSparkContext(spark.sparkContext()), mlflow, probes).run());
        } finally {
            probes.forEach(StorageProbe::removeMark);
        }
    }
}
