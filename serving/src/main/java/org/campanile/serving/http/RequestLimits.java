package org.campanile.serving.http;

import org.campanile.core.CampanileException;

/**
 * How large a request may be. Each limit is at least 1.
 *
 * @param topK      items in a list of recommendations
 * @param list      entries of a list in a request: of a history, of seen items, of a rule, of a feature's values
 * @param users     histories in one recall
 * @param features  features of a user, and features in a rule
 * @param bodyBytes bytes of a body
 */
public record RequestLimits(int topK, int list, int users, int features, int bodyBytes) {
    /** 1,000 items, lists of 10,000, 64 users, 256 features, 1 MiB. */
    public static final RequestLimits DEFAULT = new RequestLimits(1_000, 10_000, 64, 256, 1 << 20);

    public RequestLimits {
        atLeastOne("--max-top-k", topK);
        atLeastOne("--max-list", list);
        atLeastOne("--max-users", users);
        atLeastOne("--max-features", features);
        atLeastOne("--max-body", bodyBytes);
    }

    private static void atLeastOne(String name, int limit) {
        if (limit < 1) {
            throw new CampanileException(name + " is " + limit + "; allowed: [1, inf).");
        }
    }
}
