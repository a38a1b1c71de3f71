package org.campanile.core.config;

/** Section {@code data.reading}: how the prepared data set is read. Not part of what the data set is. */
public record ReadingConfiguration(
        @Option(
                value = "Attempts to read before a fault of the storage is final.",
                defaultValue = "5",
                range = "[1, 100]")
        int attempts,

        @Option(
                value =
                        "Longest wait in milliseconds before the second attempt; it doubles with each further one, up to 30"
                                + " seconds, and the wait is a random share of it.",
                defaultValue = "200",
                range = "[1, 30000]")
        int firstDelayMillis,

        @Option(value = "Seconds after which no further attempt is made.", defaultValue = "120", range = "[1, 86400]")
        int timeLimitSeconds,

        @Option(
                value =
                        "Folder on each machine's disk where shards of remote data sets are kept once read; empty: none.",
                defaultValue = "\"\"")
        String cacheFolder,

        @Option(
                value = "Most MiB that the cache folder holds; the shards used longest ago give way.",
                defaultValue = "10240",
                range = "[1, 1073741824]")
        int cacheMib) {}
