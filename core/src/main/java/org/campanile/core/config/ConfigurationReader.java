package org.campanile.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationNode.Section;

/**
 * Reads a run's configuration from YAML. Unknown keys, wrong types and values out of range are
 * {@link CampanileException}s that name file, line, key, value and what is allowed. Immutable.
 */
public final class ConfigurationReader {
    private final RecordBinder binder;

    /** @param variants the model types and data sources whose options are understood */
    public ConfigurationReader(ConfigurationVariants variants) {
        this.binder = new RecordBinder(variants);
    }

    /**
     * Reads a file.
     *
     * @param overrides texts of the form {@code training.epochs=5} that replace values of the file
     */
    public RunConfiguration read(Path file, List<String> overrides) {
        try {
            return parse(Files.readString(file), file.toString(), overrides);
        } catch (NoSuchFileException e) {
            throw new CampanileException(
                    "There is no configuration file " + file + " (looked in "
                            + file.toAbsolutePath().getParent() + ").",
                    e);
        } catch (IOException e) {
            throw new CampanileException(
                    "The configuration file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Parses YAML text.
     *
     * @param origin what messages call the text
     */
    public RunConfiguration parse(String yaml, String origin, List<String> overrides) {
        Section root = YamlParser.parseFile(yaml, origin);
        Overrides.apply(root, overrides);
        return binder.bind(root, RunConfiguration.class, "");
    }
}
