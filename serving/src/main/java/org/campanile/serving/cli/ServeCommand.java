package org.campanile.serving.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.campanile.core.CampanileException;
import org.campanile.core.cli.DebuggableCommand;
import org.campanile.serving.funnel.BatchSettings;
import org.campanile.serving.funnel.Funnel;
import org.campanile.serving.funnel.ServedExperiment;
import org.campanile.serving.funnel.ServedVersion;
import org.campanile.serving.funnel.ServedVersions;
import org.campanile.serving.http.RecommendationService;
import org.campanile.serving.http.RequestLimits;
import org.campanile.serving.http.ServiceMetrics;
import org.campanile.serving.http.ServiceSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campanile serve}. */
@Command(
        name = "serve",
        description =
                "Answers recall and recommendation requests over HTTP until it is told to end. The page /docs shows all"
                        + " calls.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ServeCommand extends DebuggableCommand {
    @Parameters(
            paramLabel = "RUN",
            arity = "1..2",
            description = "Run folder of a retrieval model and, if there is one, of the ranking model.")
    private List<Path> targets = List.of();

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of the runs that /admin/reload may load (default: ${DEFAULT-VALUE}).")
    private Path runs = Path.of("runs");

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Mixin
    private IndexOptions index = new IndexOptions();

    @Mixin
    private FunnelOptions funnelOptions = new FunnelOptions();

    @Mixin
    private ExperimentOptions experimentOptions = new ExperimentOptions();

    @Mixin
    private AccessOptions access = new AccessOptions();

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    @Override
    public Integer call() throws InterruptedException {
        experimentOptions.check();
        Map<String, String> environment = System.getenv();
        RequestLimits limits = limitOptions.limits();
        ServiceSettings settings = new ServiceSettings(
                host,
                port,
                access.tls(environment),
                access.access(environment),
                limits,
                load.requests(),
                load.timeout(),
                load.draining());
        ServiceMetrics metrics = new ServiceMetrics();
        Funnel funnel = new Funnel(funnelOptions.settings(), funnelOptions.rules(), metrics);
        BatchSettings batches = load.batches(limits.users());
        ServedRuns loader = new ServedRuns(
                runs,
                targets.get(0),
                targets.size() > 1 ? targets.get(1) : null,
                index,
                batches,
                funnel,
                metrics,
                progress());
        ServedVersion first = loader.load(Optional.empty(), Optional.empty());
        ServedVersions versions = new ServedVersions(first);
        Optional<ServedExperiment> experiment;
        try {
            experiment = experimentOptions.open(loader, first.id());
        } catch (CampanileException e) {
            versions.close();
            throw e;
        }
        serve(settings, versions, funnel, loader, experiment, metrics);
        return 0;
    }

    /* Until the process gets a signal; then requests in flight are answered, and the JVM ends. */
    private void serve(
            ServiceSettings settings,
            ServedVersions versions,
            Funnel funnel,
            ServedRuns loader,
            Optional<ServedExperiment> experiment,
            ServiceMetrics metrics)
            throws InterruptedException {
        RecommendationService service;
        try {
            service = new RecommendationService(settings, versions, funnel, loader, experiment, metrics);
        } catch (CampanileException e) {
            experiment.ifPresent(ServedExperiment::close);
            versions.close();
            throw e;
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            service.close();
                            experiment.ifPresent(ServedExperiment::close);
                            versions.close();
                            metrics.close();
                        },
                        "shutdown"));
        out().println("serving " + (settings.tls().isPresent() ? "https" : "http") + "://" + settings.host() + ":"
                + service.port() + "/docs");
        out().flush();
        new CountDownLatch(1).await();
    }
}
