package org.campanile.core.bundle;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RecommenderModel;

/** Makes toy models. */
public final class ToyFactory implements ModelFactory {
    @Override
    public String type() {
        return "toy";
    }

    @Override
    public String description() {
        return "A model for tests.";
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.RETRIEVAL;
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return ToyOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        return new ToyModel(context);
    }
}
