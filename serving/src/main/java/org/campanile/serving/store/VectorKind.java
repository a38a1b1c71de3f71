package org.campanile.serving.store;

import java.util.Locale;

/** Whose vectors are exported. */
public enum VectorKind {
    /** Of the items that may be recommended: they are searched. */
    ITEMS,

    /** Of the users that training knew: they are looked up, to search the items with. */
    USERS;

    /** In lower case, as in names of tables and folders. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
