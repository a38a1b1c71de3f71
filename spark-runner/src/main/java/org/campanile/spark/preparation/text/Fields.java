package org.campanile.spark.preparation.text;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The fields of one line. Every method throws {@link RejectedRow} with a reason made from the field's name. */
public final class Fields {
    private final List<String> values;

    Fields(List<String> values) {
        this.values = values;
    }

    /** The words of a line, whatever space stands between and around them: {@code empty-line} if there is none. */
    public static Fields words(String line) throws RejectedRow {
        StringTokenizer words = new StringTokenizer(line, " \t");
        if (!words.hasMoreTokens()) {
            throw new RejectedRow("empty-line");
        }
        List<String> values = new ArrayList<>(words.countTokens());
        while (words.hasMoreTokens()) {
            values.add(words.nextToken());
        }
        return new Fields(values);
    }

    /** Number of fields. */
    public int size() {
        return values.size();
    }

    /** The texts of all fields, without space around them. */
    public List<String> texts() {
        return values.stream().map(String::strip).toList();
    }

    /** The text of a field, without space around it; may be empty. */
    public String text(int field) {
        return values.get(field).strip();
    }

    /** The text of a field that must not be empty: {@code empty-NAME}. */
    public String required(int field, String name) throws RejectedRow {
        String value = text(field);
        if (value.isEmpty()) {
            throw new RejectedRow("empty-" + name);
        }
        return value;
    }

    /** An identifier: see {@link Identifier#of} for the rule. */
    public String identifier(int field, String name) throws RejectedRow {
        return Identifier.of(values.get(field), name);
    }

    /** A whole number: {@code empty-NAME}, {@code non-numeric-NAME}. */
    public long integer(int field, String name) throws RejectedRow {
        return Numbers.integer(values.get(field), name);
    }

    /** A finite number: {@code empty-NAME}, {@code non-numeric-NAME}. */
    public float number(int field, String name) throws RejectedRow {
        return Numbers.finite(values.get(field), name);
    }
}
