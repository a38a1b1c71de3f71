package org.campanile.core.model;

import org.campanile.core.config.ModelOptions;

/** Makes models of one type; found through {@link java.util.ServiceLoader}. */
public interface ModelFactory {
    /** The value of {@code model.type} that chooses this factory, such as {@code dssm}. */
    String type();

    /** One sentence for {@code campanile models}, with the paper. */
    String description();

    /** Whether the model retrieves items for users or ranks samples. */
    ModelFamily family();

    /** The record that holds this type's options. */
    Class<? extends ModelOptions> optionsType();

    /**
     * Makes a model with its initial parameters, which depend on the context alone.
     *
     * @throws org.campanile.core.CampanileException when options and schema do not fit
     */
    RecommenderModel create(ModelContext context);
}
