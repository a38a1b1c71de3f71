package org.campanile.spark.cli;

import java.util.Locale;
import org.campanile.core.model.ModelFactories;
import org.campanile.spark.TextWrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code campanile models}. */
@Command(name = "models", description = "Lists the model types.", mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        ModelFactories.all().forEach(factory -> {
            String family = factory.family().name().toLowerCase(Locale.ROOT);
            spec.commandLine().getOut().printf("%-16s %s%n", factory.type(), family);
            TextWrap.lines(factory.description(), 76)
                    .forEach(line -> spec.commandLine().getOut().println("    " + line));
        });
        spec.commandLine().getOut().println();
        spec.commandLine().getOut().println("campanile config MODEL shows a model's options.");
    }
}
