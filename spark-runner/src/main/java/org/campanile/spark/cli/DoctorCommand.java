package org.campanile.spark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.campanile.spark.doctor.Diagnosis;
import org.campanile.spark.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code campanile doctor}. */
@Command(
        name = "doctor",
        description = "Checks this machine and, on a cluster, every executor, and says how to mend what is wrong.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--storage",
            paramLabel = "LOCATION",
            description = "Path or URI of a folder that driver and executors must share, such as that of the runs or of"
                    + " prepared data. May be repeated.")
    private List<String> storage = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Doctor doctor = new Doctor(storage);
        long faults = tell(doctor.thisMachine());
        if (LocalSession.isOfCluster()) {
            try (LocalSession session = LocalSession.open("doctor", 1)) {
                faults += tell(doctor.executors(session.spark()));
            }
        }
        print(faults == 0 ? "No faults found." : "Mend the faults above first.");
        return faults == 0 ? 0 : 1;
    }

    /** Prints what was found; returns the number of faults. */
    private long tell(Diagnosis diagnosis) {
        diagnosis.lines().forEach(this::print);
        return diagnosis.faults();
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
