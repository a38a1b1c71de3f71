package org.campanile.serving.funnel;

import java.util.Collection;
import org.campanile.serving.model.ItemCatalogue;

/** Items v1, v2, ..., as in data sets of tests: item i was seen 10 i times. */
record SmallCatalogue(int size) implements ItemCatalogue {
    @Override
    public int index(String id) {
        for (int index = 1; index < size; index++) {
            if (id(index).equals(id)) {
                return index;
            }
        }
        return 0;
    }

    @Override
    public int[] indices(Collection<String> ids) {
        return ids.stream().mapToInt(this::index).toArray();
    }

    @Override
    public String id(int index) {
        return index == 0 ? "" : "v" + index;
    }

    @Override
    public long count(int index) {
        return 10L * index;
    }

    @Override
    public int[] byPopularity() {
        int[] items = new int[size - 1];
        for (int i = 0; i < items.length; i++) {
            items[i] = size - 1 - i;
        }
        return items;
    }
}
