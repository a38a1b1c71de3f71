package org.campanile.spark.preparation.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.Split;
import org.jspecify.annotations.Nullable;

/**
 * The split that the names of files give: a word of the name, or of a folder above it, is {@code train},
 * {@code training}; {@code valid}, {@code validation}, {@code val}, {@code dev}; or {@code test}. So
 * {@code train.txt}, {@code book_valid.txt}, {@code Books.test.csv.gz} and {@code test/part-00000} have parts.
 *
 * @param parts parts by file; empty when the files give no split
 */
public record GivenParts(Map<String, Split> parts) {
    private static final Map<String, Split> WORDS = Map.of(
            "train", Split.TRAIN,
            "training", Split.TRAIN,
            "valid", Split.VALIDATION,
            "validation", Split.VALIDATION,
            "val", Split.VALIDATION,
            "dev", Split.VALIDATION,
            "test", Split.TEST);

    private static final List<Split> ORDER = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);

    /** Places in a part; there are fewer lines and items of a user than these. */
    private static final int PLACE_BITS = 40;

    public GivenParts {
        parts = Map.copyOf(parts);
    }

    /**
     * The parts of files. Names that speak of training alone give no split.
     *
     * @throws CampanileException when some names have a part and others have none
     */
    public static GivenParts of(List<String> files) {
        Map<String, Split> parts = new HashMap<>();
        files.forEach(file -> part(file).ifPresent(part -> parts.put(file, part)));
        if (parts.values().stream().allMatch(part -> part == Split.TRAIN)) {
            return new GivenParts(Map.of());
        }
        List<String> without =
                files.stream().filter(file -> !parts.containsKey(file)).toList();
        if (!without.isEmpty()) {
            throw new CampanileException("By their names "
                    + parts.keySet().stream().sorted().collect(Collectors.joining(", "))
                    + " belong to a split, but " + String.join(", ", without)
                    + " says neither train, validation nor test: rename or remove it.");
        }
        return new GivenParts(parts);
    }

    /** The part that a name speaks of. */
    public static Optional<Split> part(String file) {
        return Stream.of(file.toLowerCase(Locale.ROOT).split("[^a-z]+"))
                .filter(WORDS::containsKey)
                .map(WORDS::get)
                .findFirst();
    }

    /** What the rows of a file have in {@link org.campanile.spark.preparation.RawInteractions#PART}. */
    public @Nullable String of(String file) {
        Split part = parts.get(file);
        return part == null ? null : part.folder();
    }

    /** A time that puts all of a file's rows after those of the part before it; 0 for training and without parts. */
    public long start(String file) {
        Split part = parts.get(file);
        return part == null ? 0 : (long) ORDER.indexOf(part) << PLACE_BITS;
    }
}
