package org.campanile.spark.preparation;

import static org.apache.spark.sql.functions.col;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.campanile.core.transform.VocabularyLookup;
import org.jspecify.annotations.Nullable;

/**
 * Vocabularies that are small enough to be held in memory by everyone who looks values up. They travel as the bytes into
 * which tasks packed them; each JVM makes tables of them when the first value is looked up. Safe for use by several threads.
 */
final class VocabularyTables implements VocabularyLookup, Serializable {
    private static final long serialVersionUID = 1L;

    /* Arrays in a plain class: Spark's Kryo, which some sessions serialize broadcasts by, knows no records. */
    private final String[] names;
    private final byte[][] packed;
    private transient volatile @Nullable Map<String, VocabularyTable> tables;

    private VocabularyTables(List<String> names, List<byte[]> packed) {
        this.names = names.toArray(String[]::new);
        this.packed = packed.toArray(byte[][]::new);
    }

    /**
     * Collects vocabularies.
     *
     * @param names   which ones
     * @param entries as {@link VocabularyIndex#entries} has them
     */
    static VocabularyTables of(List<String> names, Dataset<Row> entries) {
        if (names.isEmpty()) {
            return new VocabularyTables(names, List.of());
        }
        List<byte[]> packed = entries.filter(col(VocabularyIndex.VALUE)
                        .isNotNull()
                        .and(col(VocabularyIndex.VOCABULARY).isInCollection(names)))
                .mapPartitions(new Pack(List.copyOf(names)), Encoders.BINARY())
                .collectAsList();
        return new VocabularyTables(names, packed);
    }

    /** Whether a vocabulary is among them. */
    boolean hold(String vocabulary) {
        return List.of(names).contains(vocabulary);
    }

    @Override
    public int index(String vocabulary, String text) {
        VocabularyTable table = tables().get(vocabulary);
        if (table == null) {
            throw new IllegalArgumentException("the vocabulary " + vocabulary + " is not held in memory");
        }
        return table.index(text);
    }

    private Map<String, VocabularyTable> tables() {
        Map<String, VocabularyTable> known = tables;
        return known != null ? known : unpacked();
    }

    private synchronized Map<String, VocabularyTable> unpacked() {
        Map<String, VocabularyTable> known = tables;
        if (known == null) {
            known = new HashMap<>();
            for (String name : names) {
                known.put(name, new VocabularyTable());
            }
            for (byte[] part : packed) {
                unpack(part, known);
            }
            tables = known;
        }
        return known;
    }

    private void unpack(byte[] part, Map<String, VocabularyTable> into) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(part))) {
            while (in.available() > 0) {
                VocabularyTable table = Objects.requireNonNull(into.get(names[in.readInt()]));
                int index = in.readInt();
                byte[] text = new byte[in.readInt()];
                in.readFully(text);
                table.add(text, index);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Packs the entries of a partition.
     *
     * @param names of the vocabularies: entries carry a place in this list
     */
    private record Pack(List<String> names) implements MapPartitionsFunction<Row, byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<byte[]> call(Iterator<Row> entries) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (DataOutputStream out = new DataOutputStream(packed)) {
                while (entries.hasNext()) {
                    Row entry = entries.next();
                    byte[] text = entry.<String>getAs(VocabularyIndex.VALUE).getBytes(StandardCharsets.UTF_8);
                    out.writeInt(names.indexOf(entry.<String>getAs(VocabularyIndex.VOCABULARY)));
                    out.writeInt(entry.<Integer>getAs(VocabularyIndex.INDEX));
                    out.writeInt(text.length);
                    out.write(text);
                }
            }
            return List.of(packed.toByteArray()).iterator();
        }
    }
}
