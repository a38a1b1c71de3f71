package org.campanile.spark.preparation.text;

/** A row that cannot be used. The reason is a short name in kebab-case, the same for all rows with this fault. */
public final class RejectedRow extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public RejectedRow(String reason) {
        /* There may be millions of these: no stack trace. */
        super(reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
