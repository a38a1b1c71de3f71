package org.campanile.spark.preparation.text;

/** The rule for identifiers of users, items and the like in text files. */
public final class Identifier {
    /** A longer one is a file that is not what it seems to be, such as a binary one or one that lost its line ends. */
    static final int LONGEST = 1000;

    private Identifier() {}

    /**
     * Returns the identifier without space around it: {@code empty-NAME}, {@code overlong-NAME} beyond
     * {@value #LONGEST} characters, {@code unprintable-NAME} with control characters inside.
     */
    public static String of(String text, String name) throws RejectedRow {
        String value = text.strip();
        if (value.isEmpty()) {
            throw new RejectedRow("empty-" + name);
        }
        if (value.length() > LONGEST) {
            throw new RejectedRow("overlong-" + name);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new RejectedRow("unprintable-" + name);
        }
        return value;
    }
}
