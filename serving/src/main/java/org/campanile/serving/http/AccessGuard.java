package org.campanile.serving.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.campanile.serving.http.AccessSettings.Protection;
import org.jspecify.annotations.Nullable;

/** Refuses calls without the token that they need. */
final class AccessGuard {
    private static final String SCHEME = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final AccessSettings settings;

    AccessGuard(AccessSettings settings) {
        this.settings = settings;
    }

    /** @throws HttpFailure with status 401 or 403 */
    void check(Context context, Access access) {
        if (access == Access.ADMIN && settings.token().isEmpty()) {
            throw new HttpFailure(
                    FORBIDDEN,
                    "Calls that change what is served are off: start the service with a token to turn them on.");
        }
        if (needsToken(access) && !isHolder(context.header(Header.AUTHORIZATION))) {
            context.header(Header.WWW_AUTHENTICATE, "Bearer");
            throw new HttpFailure(
                    UNAUTHORIZED, "This call needs the service's token: send the header Authorization: Bearer TOKEN.");
        }
    }

    private boolean needsToken(Access access) {
        return switch (access) {
            case OPEN -> false;
            case SERVICE, MONITORING -> settings.protection() == Protection.ALL;
            case ADMIN -> true;
        };
    }

    /* MessageDigest.isEqual takes equally long wherever the difference is. */
    private boolean isHolder(@Nullable String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8),
                        settings.token().getBytes(StandardCharsets.UTF_8));
    }
}
