package org.campanile.examples.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * A process that measures one thing once and prints it as its last line of JSON.
 *
 * @param name        how the results call it
 * @param command     program and arguments
 * @param environment variables beside those of this process
 * @param obstacle    why it cannot run here and what to do, in one sentence; empty when it can
 */
record Contender(String name, List<String> command, Map<String, String> environment, String obstacle) {
    Contender {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
