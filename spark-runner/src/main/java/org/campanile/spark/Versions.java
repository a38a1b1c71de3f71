package org.campanile.spark;

import org.jspecify.annotations.Nullable;

/** Versions of what a run is made with, read from the JARs at hand. */
public final class Versions {
    private Versions() {}

    /** Campanile's own, from the JAR's manifest; {@code development} when run from class files. */
    public static String campanile() {
        String version = implementationVersion(Versions.class);
        return version == null ? "development" : version;
    }

    public static String spark() {
        return org.apache.spark.package$.MODULE$.SPARK_VERSION();
    }

    public static String scala() {
        return scala.util.Properties.versionNumberString();
    }

    private static @Nullable String implementationVersion(Class<?> type) {
        return type.getPackage().getImplementationVersion();
    }
}
