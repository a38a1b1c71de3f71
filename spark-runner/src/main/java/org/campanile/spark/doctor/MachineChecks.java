package org.campanile.spark.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.campanile.spark.Versions;

/** The checks of one process, each on one thing that has to be right on a machine that trains. */
final class MachineChecks {
    private MachineChecks() {}

    static List<Finding> ofDriver(MlflowCheck mlflow) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fine("spark", Versions.spark() + ", Scala " + Versions.scala()));
        findings.addAll(all(Place.DRIVER, mlflow));
        findings.add(FolderCheck.run("working folder", Path.of("").toAbsolutePath()));
        return findings;
    }

    static List<Finding> ofExecutor(MlflowCheck mlflow) {
        return all(Place.EXECUTOR, mlflow);
    }

    private static List<Finding> all(Place place, MlflowCheck mlflow) {
        JvmChecks jvm = new JvmChecks(place);
        KernelChecks kernels = new KernelChecks(place);
        Stream<Supplier<Finding>> checks = Stream.of(
                jvm::java,
                jvm::modules,
                jvm::inlining,
                jvm::heap,
                jvm::nativeMemory,
                jvm::memory,
                kernels::blas,
                kernels::blasThreads,
                kernels::kernels,
                GpuCheck::run,
                () -> FolderCheck.run("native cache", nativeCache()),
                () -> FolderCheck.run("temporary", Path.of(System.getProperty("java.io.tmpdir"))),
                () -> mlflow.run(place));
        return checks.map(Supplier::get).toList();
    }

    private static Path nativeCache() {
        String configured = System.getProperty("org.bytedeco.javacpp.cachedir");
        return configured == null ? Path.of(System.getProperty("user.home"), ".javacpp", "cache") : Path.of(configured);
    }
}
