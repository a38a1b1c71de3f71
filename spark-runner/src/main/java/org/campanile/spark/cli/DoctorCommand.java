package org.campanile.spark.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code campanile doctor}. */
@Command(
        name = "doctor",
        description = "Checks this machine and says how to mend what is wrong.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Finding> findings = MachineChecks.all();
        findings.forEach(finding -> finding.lines().forEach(spec.commandLine().getOut()::println));
        boolean healthy = findings.stream().noneMatch(finding -> finding.state() == Finding.State.FAULT);
        spec.commandLine().getOut().println(healthy ? "No faults found." : "Mend the faults above first.");
        return healthy ? 0 : 1;
    }
}
