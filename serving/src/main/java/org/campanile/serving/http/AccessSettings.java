package org.campanile.serving.http;

import org.campanile.core.CampanileException;

/**
 * What a caller must show.
 *
 * @param token      the bearer token; empty: there is none, and calls that change what is served are refused
 * @param protection which calls need the token
 */
public record AccessSettings(String token, Protection protection) {
    private static final int SHORTEST = 16;

    /** No token: everyone may ask, nobody may change what is served. */
    public static final AccessSettings WITHOUT_TOKEN = new AccessSettings("", Protection.ADMIN);

    /** Which calls need the token. */
    public enum Protection {
        /** Those that change what is served. */
        ADMIN,
        /** All but health and documentation. */
        ALL
    }

    public AccessSettings {
        if (!token.isEmpty() && token.length() < SHORTEST) {
            throw new CampanileException(
                    "The token has " + token.length() + " characters, which can be guessed: use at least " + SHORTEST
                            + ", such as openssl rand -hex 32 gives.");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new CampanileException(
                    "The token has a space or a character that is not ASCII, which a header cannot hold.");
        }
        if (token.isEmpty() && protection == Protection.ALL) {
            throw new CampanileException("All calls are to need a token, but there is none: set one.");
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "AccessSettings[" + (token.isEmpty() ? "no token" : "a token") + ", " + protection + "]";
    }
}
