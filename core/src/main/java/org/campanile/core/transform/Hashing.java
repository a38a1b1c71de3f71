package org.campanile.core.transform;

import java.nio.charset.StandardCharsets;
import org.campanile.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * Texts to indices by their hash alone, without a vocabulary (feature hashing, Weinberger et al., ICML 2009): different
 * texts may share an index. The hash is FNV-1a of 64 bits over the UTF-8 bytes (Fowler, Noll and Vo), then the finalizer of
 * MurmurHash3 (Appleby), because FNV-1a alone leaves its high bits nearly untouched by short texts.
 *
 * @param vocabulary name of the vocabulary in the schema
 * @param size       number of indices, 0 included; at least 2
 */
public record Hashing(String vocabulary, int size) implements Categories {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    public Hashing {
        Check.that(size >= 2, "size of hashed vocabulary %s must be at least 2, but is %d", vocabulary, size);
    }

    /** The index of a text, in {@code [1, size)}; 0 for null and the empty text. */
    public int index(@Nullable String text) {
        return text == null || text.isEmpty() ? 0 : 1 + (int) Long.remainderUnsigned(hash(text), size - 1L);
    }

    @Override
    public int index(@Nullable String text, VocabularyLookup vocabularies) {
        return index(text);
    }

    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (value & 0xFF)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
