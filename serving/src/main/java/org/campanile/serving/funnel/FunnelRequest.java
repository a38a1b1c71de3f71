package org.campanile.serving.funnel;

import java.util.Set;
import org.campanile.serving.model.UserRequest;

/**
 * What one user asks for.
 *
 * @param user  who asks; the items of the history are never recommended again
 * @param seen  original ids of further items that are not to be recommended
 * @param rules beside those of the service
 * @param count length of the list, from 1 on
 */
public record FunnelRequest(UserRequest user, Set<String> seen, ItemRules rules, int count) {
    public FunnelRequest {
        seen = Set.copyOf(seen);
    }
}
