package org.campanile.core.model;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;

/** The model types on the class path. */
public final class ModelFactories {
    private ModelFactories() {}

    /** All of them, by type. */
    public static List<ModelFactory> all() {
        return ServiceLoader.load(ModelFactory.class, ModelFactory.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(ModelFactory::type))
                .toList();
    }

    /** The factory of a type. */
    public static ModelFactory of(String type) {
        return all().stream()
                .filter(factory -> factory.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new CampanileException("There is no model type " + type + "; there are "
                        + all().stream().map(ModelFactory::type).collect(Collectors.joining(", ")) + "."));
    }
}
