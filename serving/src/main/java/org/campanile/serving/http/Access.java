package org.campanile.serving.http;

/** Who may make a call. */
enum Access {
    /** Everyone: health and documentation. */
    OPEN,
    /** Whoever recommendations are for; everyone, or holders of the token. */
    SERVICE,
    /** Whoever watches the service; as {@link #SERVICE}, but answered however busy the service is. */
    MONITORING,
    /** Holders of the token; nobody where none is set. */
    ADMIN
}
