package org.campanile.serving.cli;

import org.campanile.serving.http.RequestLimits;
import picocli.CommandLine.Option;

/** How large a request may be. */
final class LimitOptions {
    @Option(
            names = "--max-top-k",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Longest list of recommendations (default: ${DEFAULT-VALUE}).")
    private int topK;

    @Option(
            names = "--max-list",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Most entries of a list in a request, such as a history (default: ${DEFAULT-VALUE}).")
    private int list;

    @Option(
            names = "--max-users",
            paramLabel = "N",
            defaultValue = "64",
            description = "Most histories in one recall (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--max-features",
            paramLabel = "N",
            defaultValue = "256",
            description = "Most features in a request (default: ${DEFAULT-VALUE}).")
    private int features;

    @Option(
            names = "--max-body",
            paramLabel = "BYTES",
            defaultValue = "1048576",
            description = "Largest body of a request (default: ${DEFAULT-VALUE}).")
    private int bodyBytes;

    RequestLimits limits() {
        return new RequestLimits(topK, list, users, features, bodyBytes);
    }
}
