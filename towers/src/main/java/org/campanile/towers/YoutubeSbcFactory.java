package org.campanile.towers;

import org.campanile.core.config.ModelOptions;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.RecommenderModel;

/** Makes models of type {@code youtube-sbc}: pooled histories, and a softmax over the batch that is corrected for its bias. */
public final class YoutubeSbcFactory implements ModelFactory {
    @Override
    public String type() {
        return "youtube-sbc";
    }

    @Override
    public String description() {
        return "YoutubeSBC: as YoutubeDNN, with the items of the batch for negatives, corrected by streaming estimates of their"
                + " frequencies (Yi et al., RecSys 2019).";
    }

    @Override
    public ModelFamily family() {
        return ModelFamily.RETRIEVAL;
    }

    @Override
    public Class<? extends ModelOptions> optionsType() {
        return YoutubeSbcOptions.class;
    }

    @Override
    public RecommenderModel create(ModelContext context) {
        YoutubeSbcOptions options = (YoutubeSbcOptions) context.options();
        return YoutubeDnnFactory.create(
                type(), context, options.history(), options.historyPooling(), options.historyMap(), options.towers());
    }
}
