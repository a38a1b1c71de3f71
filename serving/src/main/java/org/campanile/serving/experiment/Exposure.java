package org.campanile.serving.experiment;

import java.time.Instant;
import java.util.List;

/**
 * What one answer showed a user.
 *
 * @param request    names the request among all requests
 * @param user       the user's id in the request
 * @param time       of the answer
 * @param assignment what the experiment decided
 * @param shares     of users that the experiment gives each arm
 * @param version    the model version that answered; of a held-out user the one whose popular items were shown
 * @param items      ids of the items, best first
 */
public record Exposure(
        String request,
        String user,
        Instant time,
        Assignment assignment,
        ArmShares shares,
        String version,
        List<String> items) {
    public Exposure {
        items = List.copyOf(items);
    }
}
