package org.campanile.core.config;

/** In place of the options of a data source that nobody asks for. */
record PassedOver() implements SourceOptions {
    /** In place of the name of a source: any. */
    static final String SOURCE = "*";
}
