package org.campanile.spark.cli;

import org.campanile.spark.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code campanile version}. */
@Command(name = "version", description = "Prints the versions of Campanile, Spark and Java.")
final class VersionCommand implements Runnable, IVersionProvider {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        for (String line : getVersion()) {
            spec.commandLine().getOut().println(line);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Campanile " + Versions.campanile(),
            "Spark " + Versions.spark() + ", Scala " + Versions.scala(),
            "Java " + Runtime.version()
        };
    }
}
