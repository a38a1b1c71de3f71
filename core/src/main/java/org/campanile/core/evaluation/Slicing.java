package org.campanile.core.evaluation;

/** Divides what is measured by one property of users, or of their relevant items. Safe for use by several threads. */
interface Slicing {
    /** Takes the part of a user's relevant items that belongs to a slice. */
    interface SliceConsumer {
        /**
         * Takes one part.
         *
         * @param label the property's value, such as {@code F}
         * @param ranks as {@link UserRanking#ranks}, of these items alone
         */
        void accept(String label, double[] ranks);
    }

    /** Offers each slice what of a user's ranking belongs to it. */
    void divide(UserRanking ranking, SliceConsumer slices);
}
