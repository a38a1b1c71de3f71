package org.campanile.towers;

import java.util.List;
import org.campanile.core.schema.Feature;

/**
 * What a {@link HistoryTower} reads of samples and users.
 *
 * @param keys          where samples name their user
 * @param historyColumn sequence column of the histories in the samples' rows
 * @param vocabulary    that of the histories' items
 * @param features      features of the user that are read beside the history
 * @param map           what the history passes where there are no features
 * @param maxLength     items of a history at most
 * @param dropout       probability with which training leaves out an item that is not the newest
 * @param emptyHistories
 *                      what becomes of training samples without history where there are no features
 */
record HistoryInputs(
        SampleKeys keys,
        int historyColumn,
        String vocabulary,
        List<Feature> features,
        HistoryMap map,
        int maxLength,
        double dropout,
        EmptyHistories emptyHistories) {
    /** What the encoded history is to the tower's body. */
    TowerInputs towerInputs() {
        if (!features.isEmpty()) {
            return TowerInputs.SEVERAL_FEATURES;
        }
        return map == HistoryMap.LINEAR ? TowerInputs.MAPPED_EMBEDDING : TowerInputs.ONE_EMBEDDING;
    }

    /** Whether samples without history are left out. */
    boolean skipsEmptyHistories() {
        return emptyHistories == EmptyHistories.SKIP && features.isEmpty();
    }
}
