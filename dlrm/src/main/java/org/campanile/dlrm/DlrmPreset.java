package org.campanile.dlrm;

import java.util.List;

/** Shapes of DLRM that others train on the Criteo data, by their own scripts. */
public enum DlrmPreset {
    /** The options' own sizes. */
    NONE,

    /** The Kaggle set by facebookresearch/dlrm. */
    FACEBOOK_KAGGLE,

    /** The terabyte by facebookresearch/dlrm. */
    FACEBOOK_TERABYTE,

    /** The terabyte by the example of TorchRec. */
    TORCHREC_TERABYTE;

    /** Length of the embeddings, and the options' own without a preset. */
    int embeddingDim(int own) {
        return switch (this) {
            case NONE -> own;
            case FACEBOOK_KAGGLE -> 16;
            case FACEBOOK_TERABYTE -> 64;
            case TORCHREC_TERABYTE -> 128;
        };
    }

    List<Integer> bottomMlp(List<Integer> own) {
        return switch (this) {
            case NONE -> List.copyOf(own);
            case FACEBOOK_KAGGLE -> List.of(512, 256, 64, 16);
            case FACEBOOK_TERABYTE -> List.of(512, 256, 64);
            case TORCHREC_TERABYTE -> List.of(512, 256, 128);
        };
    }

    List<Integer> topMlp(List<Integer> own) {
        return switch (this) {
            case NONE -> List.copyOf(own);
            case FACEBOOK_KAGGLE -> List.of(512, 256);
            case FACEBOOK_TERABYTE -> List.of(512, 512, 256);
            case TORCHREC_TERABYTE -> List.of(1024, 1024, 512, 256);
        };
    }
}
