package org.campanile.serving.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.campanile.core.TestJvm;

/**
 * The script of an example that serves, run as it is. Only the launcher beside it is one of this test: it names runs that the
 * test has trained by the example's configurations, and starts the commands of serving from the test's class path.
 */
final class ExampleScript {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String SHARED = "service.sh";
    private static final String SCRIPT = "run.sh";

    /** Of the launcher; without the second what is logged would stand between the lines of the command. */
    private static final List<String> OPTIONS = List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-Dlog4j2.configurationFile=classpath:campanile-serving-log4j2.properties");

    private final String example;
    private final Path script;

    /**
     * @param root    a folder for a copy of the script
     * @param example the folder of the example
     * @param runs    folders of runs by the names of the configurations that the script trains
     */
    ExampleScript(Path root, String example, Map<String, Path> runs) throws IOException {
        Path folder = root.resolve("examples").resolve(example);
        Files.createDirectories(folder);
        Files.copy(EXAMPLES.resolve(SHARED), folder.resolveSibling(SHARED));
        this.example = example;
        this.script = Files.copy(EXAMPLES.resolve(example).resolve(SCRIPT), folder.resolve(SCRIPT));
        Path launcher = Files.writeString(root.resolve("campanile"), launcher(runs));
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException(launcher + " cannot be made executable");
        }
    }

    private static String launcher(Map<String, Path> runs) {
        String trained = runs.entrySet().stream()
                .map(run -> "  'train " + run.getKey() + "') echo 'run   " + run.getValue() + "' ;;\n")
                .collect(Collectors.joining());
        String java = TestJvm.command(Main.class, OPTIONS).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return "#!/usr/bin/env bash\ncase \"$1 ${2##*/}\" in\n" + trained + "  serve*) exec " + java + " \"$@\" ;;\n"
                + "  *) exit 1 ;;\nesac\n";
    }

    /** What the script prints to its end; fails when it does. */
    List<String> run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("the script of " + example + " failed:\n" + output);
        }
        return output.lines().toList();
    }
}
