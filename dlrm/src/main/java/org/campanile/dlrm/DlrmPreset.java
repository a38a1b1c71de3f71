package org.campanile.dlrm;

import java.util.List;

/** Shapes of DLRM that others train on the Criteo data, by their own scripts. */
public enum DlrmPreset {
    /** The options' own sizes. */
    NONE(0, List.of(), List.of()),

    /** The Kaggle set by facebookresearch/dlrm. */
    FACEBOOK_KAGGLE(16, List.of(512, 256, 64, 16), List.of(512, 256)),

    /** The terabyte by facebookresearch/dlrm. */
    FACEBOOK_TERABYTE(64, List.of(512, 256, 64), List.of(512, 512, 256)),

    /** The terabyte by the example of TorchRec. */
    TORCHREC_TERABYTE(128, List.of(512, 256, 128), List.of(1024, 1024, 512, 256));

    final int embeddingDim;
    final List<Integer> bottomMlp;
    final List<Integer> topMlp;

    DlrmPreset(int embeddingDim, List<Integer> bottomMlp, List<Integer> topMlp) {
        this.embeddingDim = embeddingDim;
        this.bottomMlp = bottomMlp;
        this.topMlp = topMlp;
    }
}
