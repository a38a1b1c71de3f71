package org.campanile.core.config;

/** Section {@code model}. */
public record ModelConfiguration(
        @Option("Model type; `campanile models` lists them.")
        String type,

        @Variant(selector = "type") ModelOptions options) {}
