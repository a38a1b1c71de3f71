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
import org.campanile.core.math.BlasInfo;
import org.campanile.spark.Versions;

/** The checks of {@code campanile doctor}, each on one thing that has to be right on a machine that trains. */
final class MachineChecks {
    /** Below this a processor with 256-bit vectors does not run the kernel made for it. */
    private static final double SLOW_GIGAFLOPS = 40;

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
        BlasInfo blas = BlasInfo.detect();
        double gigaflops = BlasInfo.measureSpeed();
        String found = String.format(
                Locale.ROOT, "OpenBLAS %s, kernel %s, %.0f GFLOP/s", blas.version(), blas.kernel(), gigaflops);
        if (!blas.requestedKernel().isEmpty()) {
            return Finding.note(
                    "blas",
                    found,
                    "OPENBLAS_CORETYPE=" + blas.requestedKernel() + " overrules the library's own choice: unset it,"
                            + " unless you measured it to be faster");
        }
        return gigaflops >= SLOW_GIGAFLOPS
                ? Finding.fine("blas", found)
                : Finding.note(
                        "blas",
                        found,
                        "Slow for a processor with AVX2 or AVX-512: set OPENBLAS_CORETYPE=HASWELL or SKYLAKEX in the"
                                + " environment of driver and executors");
    }

    private static Finding blasThreads() {
        String threads = System.getenv("OPENBLAS_NUM_THREADS");
        return "1".equals(threads)
                ? Finding.fine("blas threads", "one per worker")
                : Finding.note(
                        "blas threads",
                        "OPENBLAS_NUM_THREADS is " + (threads == null ? "not set" : threads),
                        "Set it and OMP_NUM_THREADS to 1: workers are what runs in parallel");
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
