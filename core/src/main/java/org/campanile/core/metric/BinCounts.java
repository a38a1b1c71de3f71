package org.campanile.core.metric;

import java.io.Serializable;

/** Counts of bins, in pages that exist once something was counted in them: predictions of a slice fill few. */
final class BinCounts implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int PAGE_BITS = 9;
    private static final int PAGE = 1 << PAGE_BITS;

    private final long[][] pages;

    /** @param bins a multiple of 512 */
    BinCounts(int bins) {
        this.pages = new long[bins >> PAGE_BITS][];
    }

    long get(int bin) {
        long[] page = pages[bin >> PAGE_BITS];
        return page == null ? 0 : page[bin & (PAGE - 1)];
    }

    void add(int bin, long count) {
        int number = bin >> PAGE_BITS;
        if (pages[number] == null) {
            pages[number] = new long[PAGE];
        }
        pages[number][bin & (PAGE - 1)] += count;
    }

    void add(BinCounts other) {
        for (int number = 0; number < pages.length; number++) {
            long[] page = other.pages[number];
            for (int i = 0; page != null && i < PAGE; i++) {
                if (page[i] > 0) {
                    add((number << PAGE_BITS) + i, page[i]);
                }
            }
        }
    }

    long sum() {
        long sum = 0;
        for (int bin = 0; bin < pages.length << PAGE_BITS; bin++) {
            sum += get(bin);
        }
        return sum;
    }
}
