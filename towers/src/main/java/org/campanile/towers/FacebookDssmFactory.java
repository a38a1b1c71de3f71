package org.campanile.towers;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RecommenderModel;

/** Makes models of type {@code facebook-dssm}: a DSSM that compares positives with negatives pair by pair. */
public final class FacebookDssmFactory implements ModelFactory {
    @Override
    public String type() {
        return "facebook-dssm";
    }

    @Override
    public String description() {
        return "FacebookDSSM: a user and an item tower, trained pair by pair with a hinge or BPR loss (Huang et al., KDD"
                + " 2020).";
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.RETRIEVAL;
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return FacebookDssmOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        return DssmFactory.create(type(), context, ((FacebookDssmOptions) context.options()).towers());
    }
}
