package org.campanile.spark;

import java.util.LinkedHashMap;
import java.util.Map;
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

    /** All of them and Java's, by product. */
    public static Map<String, String> all() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("campanile", campanile());
        versions.put("spark", spark());
        versions.put("scala", scala());
        versions.put("java", Runtime.version().toString());
        return versions;
    }

    private static @Nullable String implementationVersion(Class<?> type) {
        return type.getPackage().getImplementationVersion();
    }
}
