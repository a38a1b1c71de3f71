package org.campanile.spark.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.math.BlasCheck;
import org.campanile.core.math.BlasInfo;
import org.campanile.core.math.Kernels;
import org.campanile.spark.Versions;

/** The checks of {@code campanile doctor}, each on one thing that has to be right on a machine that trains. */
final class MachineChecks {
    private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(5);

    private MachineChecks() {}

    static List<Finding> all() {
        Stream<Supplier<Finding>> checks = Stream.of(
                MachineChecks::java,
                MachineChecks::modules,
                MachineChecks::spark,
                MachineChecks::heap,
                MachineChecks::nativeMemory,
                MachineChecks::blas,
                MachineChecks::blasThreads,
                MachineChecks::kernels,
                () -> folder("native cache", nativeCache()),
                () -> folder("runs", Path.of("").toAbsolutePath()),
                () -> folder("temporary", Path.of(System.getProperty("java.io.tmpdir"))),
                MachineChecks::mlflow);
        return checks.map(Supplier::get).toList();
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        String found = Runtime.version() + " at " + System.getProperty("java.home");
        return feature >= 17
                ? Finding.fine("java", found)
                : Finding.fault("java", found, "Set JAVA_HOME to a JDK 17 or newer");
    }

    /** Spark reads into these packages; a plain {@code java -cp} does not open them. */
    private static Finding modules() {
        Module base = Object.class.getModule();
        Module unnamed = MachineChecks.class.getModule();
        List<String> closed = Stream.of("sun.nio.ch", "java.nio", "java.util", "java.lang.invoke")
                .filter(name -> !base.isOpen(name, unnamed))
                .toList();
        return closed.isEmpty()
                ? Finding.fine("module flags", "Spark's --add-opens are in force")
                : Finding.fault(
                        "module flags",
                        "closed to Spark: " + String.join(", ", closed),
                        "Start with ./campanile or spark-submit, which add the --add-opens that Spark needs");
    }

    private static Finding spark() {
        return Finding.fine("spark", Versions.spark() + ", Scala " + Versions.scala());
    }

    private static Finding heap() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        String found = megabytes + " MiB, " + Runtime.getRuntime().availableProcessors() + " cores";
        return megabytes >= 1000
                ? Finding.fine("heap", found)
                : Finding.note("heap", found, "Give the driver 2 GiB or more: CAMPANILE_DRIVER_MEMORY=2g");
    }

    private static Finding nativeMemory() {
        String found = "at most " + (Pointer.maxBytes() >> 20) + " MiB outside the heap, "
                + (Pointer.maxPhysicalBytes() >> 20) + " MiB for the process";
        return System.getProperty("org.bytedeco.javacpp.maxbytes") != null
                ? Finding.fine("native memory", found)
                : Finding.note(
                        "native memory",
                        found + " (by default as much as the heap)",
                        "Set it: -Dorg.bytedeco.javacpp.maxbytes=4g for the driver and the executors");
    }

    private static Finding blas() {
        return blas(BlasCheck.run());
    }

    static Finding blas(BlasCheck check) {
        BlasInfo blas = check.blas();
        String found = String.format(
                Locale.ROOT,
                "OpenBLAS %s, kernel %s%s, %.0f GFLOP/s on one thread",
                blas.version(),
                blas.kernel(),
                asked(blas),
                check.gigaflops());
        return check.warning()
                .map(warning -> Finding.note("blas", found, warning))
                .orElseGet(() -> Finding.fine("blas", found));
    }

    /** Where the kernel comes from, if that may surprise. */
    private static String asked(BlasInfo blas) {
        if (!blas.wish().isEmpty()) {
            return " (asked for: " + blas.wish() + ")";
        }
        String inherited = blas.inheritedKernel();
        return inherited.isEmpty() || inherited.equalsIgnoreCase(blas.kernel())
                ? ""
                : " (OPENBLAS_CORETYPE=" + inherited + " has no effect)";
    }

    private static Finding blasThreads() {
        int threads = BlasInfo.detect().threads();
        return threads == 1
                ? Finding.fine("blas threads", "1 per product; cluster.threads is what runs in parallel")
                : Finding.note(
                        "blas threads",
                        threads == 0 ? "the library does not tell" : threads + " per product",
                        "Set OPENBLAS_NUM_THREADS=1 and OMP_NUM_THREADS=1: cluster.threads is what runs in parallel");
    }

    private static Finding kernels() {
        String found = Kernels.active().name();
        boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return module
                ? Finding.fine("kernels", found + "; the Vector API is there")
                : Finding.note(
                        "kernels",
                        found + ", without the Vector API",
                        "Start the JVM with --add-modules jdk.incubator.vector, as ./campanile does where the JDK has it;"
                                + " executors by spark.executor.extraJavaOptions");
    }

    private static Path nativeCache() {
        String configured = System.getProperty("org.bytedeco.javacpp.cachedir");
        return configured == null ? Path.of(System.getProperty("user.home"), ".javacpp", "cache") : Path.of(configured);
    }

    private static Finding folder(String subject, Path folder) {
        Path existing = nearestExisting(folder.toAbsolutePath());
        try {
            Path probe = Files.createTempFile(existing, "campanile-doctor", ".tmp");
            Files.delete(probe);
            long free = Files.getFileStore(existing).getUsableSpace() >> 20;
            String found = folder + ", " + free + " MiB free";
            return free >= 2_000
                    ? Finding.fine(subject, found)
                    : Finding.note(subject, found, "Make room: a run needs 2 GiB");
        } catch (IOException e) {
            return Finding.fault(subject, folder + " cannot be written: " + e, "Make it writable");
        }
    }

    /** The folder itself or, when it is still to be created, the one above in which that would happen. */
    private static Path nearestExisting(Path folder) {
        Path parent = folder.getParent();
        return parent == null || Files.exists(folder) ? folder : nearestExisting(parent);
    }

    private static Finding mlflow() {
        String uri = System.getenv("MLFLOW_TRACKING_URI");
        if (uri == null || !uri.startsWith("http")) {
            return Finding.fine("mlflow", uri == null ? "not configured; runs are kept in the run folder" : uri);
        }
        try {
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(NETWORK_TIMEOUT)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(uri + "/health"))
                                    .timeout(NETWORK_TIMEOUT)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200
                    ? Finding.fine("mlflow", uri + " answers")
                    : Finding.note("mlflow", uri + " answers " + answer.statusCode(), "Check address and credentials");
        } catch (IOException | IllegalArgumentException e) {
            return Finding.note(
                    "mlflow",
                    uri + " does not answer: " + e,
                    "Training works without; send the runs later with: campanile runs sync " + uri);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.note("mlflow", "interrupted", "Try again");
        }
    }
}
