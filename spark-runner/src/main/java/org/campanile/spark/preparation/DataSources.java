package org.campanile.spark.preparation;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;

/** The data sources on the class path. */
public final class DataSources {
    private DataSources() {}

    /** All of them, by type. */
    public static List<DataSource> all() {
        return ServiceLoader.load(DataSource.class, DataSource.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(DataSource::type))
                .toList();
    }

    /** The source of a type. */
    public static DataSource of(String type) {
        return all().stream()
                .filter(source -> source.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new CampanileException("There is no data.source " + type + "; there are "
                        + all().stream().map(DataSource::type).collect(Collectors.joining(", ")) + "."));
    }
}
