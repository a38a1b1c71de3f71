package org.campanile.spark.preparation.interactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.interactions.InteractionsOptions.Header;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.InteractionColumns;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.RejectedRow;

/**
 * What the first lines of a file look like.
 *
 * @param file      name, for messages
 * @param delimiter what stands between fields
 * @param names     the first line's fields
 * @param usual     the most frequent number of fields; 0 for an empty file
 * @param share     share of the lines that have this number of fields, in [0, 1]
 */
record FileShape(String file, Delimiter delimiter, List<String> names, int usual, double share) {
    /** The least and the most fields of {@code user item [rating [time]]}. */
    private static final int PAIR = 2;

    private static final int ALL_FIELDS = 4;

    /** Of triples at least so many lines are whole; lists of items differ more in length. */
    private static final double REGULAR = 0.9;

    FileShape {
        names = List.copyOf(names);
    }

    /** Describes a file by its first lines; lines that cannot be divided are left out. */
    static FileShape of(String file, List<String> lines) {
        List<String> written = lines.stream().filter(line -> !line.isBlank()).toList();
        Delimiter delimiter = written.isEmpty() ? Delimiter.SPACE : Delimiter.of(written.get(0));
        List<Fields> rows = new ArrayList<>();
        for (String line : written) {
            try {
                rows.add(delimiter.split(line));
            } catch (RejectedRow broken) {
                /* It will be counted when the file is read. */
            }
        }
        Map<Integer, Long> counts = rows.stream().collect(Collectors.groupingBy(Fields::size, Collectors.counting()));
        Optional<Map.Entry<Integer, Long>> usual = counts.entrySet().stream().max(Map.Entry.comparingByValue());
        return new FileShape(
                file,
                delimiter,
                rows.isEmpty() ? List.of() : rows.get(0).texts(),
                usual.map(Map.Entry::getKey).orElse(0),
                usual.map(entry -> (double) entry.getValue() / rows.size()).orElse(1.0));
    }

    /** Whether lines may be {@code user item [rating [time]]}, with a header beside other columns. */
    boolean mayBeTriples() {
        return isNamed() || (isRegular() && (usual <= ALL_FIELDS || delimiter != Delimiter.SPACE));
    }

    /** Whether lines may be a user with items: with anything but spaces between them only if they differ in length. */
    boolean mayBeItems() {
        return !isNamed() && (!isRegular() || isPairs() || delimiter == Delimiter.SPACE);
    }

    /** Whether lines are a user and an item, which mean the same as triples and as lists of one item. */
    boolean isPairs() {
        return isRegular() && usual == PAIR;
    }

    /**
     * The columns of triples.
     *
     * @throws CampanileException when a file without a header has fewer than 2 or more than 4 columns
     */
    TripleFormat triples(Header header) {
        Optional<InteractionColumns> named = InteractionColumns.named(names);
        boolean isHeader = header == Header.PRESENT || (header == Header.AUTO && named.isPresent());
        if (isHeader && named.isPresent()) {
            return new TripleFormat(delimiter, names.size(), named.get(), LineFormat.Header.PRESENT);
        }
        if (usual != 0 && (usual < PAIR || usual > ALL_FIELDS)) {
            throw new CampanileException("Lines of " + file + " have " + usual
                    + " columns and no header that names a user and an item: user, item, rating and time are expected, in"
                    + " this order, unless data.layout is lists or sequences.");
        }
        return new TripleFormat(
                delimiter,
                Math.max(usual, PAIR),
                InteractionColumns.inOrder(usual),
                isHeader ? LineFormat.Header.PRESENT : LineFormat.Header.ABSENT);
    }

    private boolean isNamed() {
        return InteractionColumns.named(names).isPresent();
    }

    private boolean isRegular() {
        return share >= REGULAR;
    }
}
