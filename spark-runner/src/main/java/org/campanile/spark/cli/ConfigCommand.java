package org.campanile.spark.cli;

import java.io.PrintWriter;
import java.util.List;
import org.campanile.core.config.ConfigurationReference;
import org.campanile.core.config.ConfigurationReference.Entry;
import org.campanile.core.model.ModelFactories;
import org.campanile.spark.TextWrap;
import org.campanile.spark.preparation.DataSources;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code campanile config}. */
@Command(
        name = "config",
        description = "Lists every option with its default: the common ones, or those of a model type or data source.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    @Parameters(
            paramLabel = "MODEL|SOURCE",
            arity = "0..1",
            description = "A model type or data source, such as dssm or movielens.")
    private String variant;

    @Option(names = "--markdown", description = "Prints the whole reference, all variants included, as Markdown.")
    private boolean markdown;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            ReferencePage.lines().forEach(out::println);
        } else {
            entries().forEach(entry -> print(entry, out));
        }
    }

    private List<Entry> entries() {
        if (variant == null) {
            return ConfigurationReference.common();
        }
        boolean isSource =
                DataSources.all().stream().anyMatch(source -> source.type().equals(variant));
        return ConfigurationReference.variant(
                isSource
                        ? DataSources.of(variant).optionsType()
                        : ModelFactories.of(variant).optionsType());
    }

    private static void print(Entry entry, PrintWriter out) {
        String value = entry.defaultValue().isEmpty() ? "required" : entry.defaultValue();
        out.println(entry.key() + ": " + value);
        TextWrap.lines(entry.description() + " (" + entry.type() + ")", 76).forEach(line -> out.println("    " + line));
    }
}
