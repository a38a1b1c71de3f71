package org.campanile.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Runs a class of the tests in a JVM of its own. */
public final class TestJvm {
    private TestJvm() {}

    /**
     * The lines that the class's main method prints, in a JVM with the given options and without the build's variables for
     * numerical libraries.
     *
     * @throws AssertionError when it takes longer than two minutes or ends with another status than 0
     */
    public static List<String> run(
            Class<?> main, Map<String, String> environment, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(main, environment, options, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError("ended badly:\n" + output);
        }
        return output.lines().toList();
    }

    /** Starts the same and does not wait; what it prints, errors too, is the process's output. */
    public static Process start(
            Class<?> main, Map<String, String> environment, List<String> options, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(command(main, options));
        Collections.addAll(command, arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(OPENBLAS|OMP|CAMPANILE)_.*"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The words of a command that runs the class, without arguments. */
    public static List<String> command(Class<?> main, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-cp", classPath()));
        command.addAll(options);
        command.add(main.getName());
        return command;
    }

    private static String classPath() {
        return Objects.requireNonNullElse(
                System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path"));
    }
}
