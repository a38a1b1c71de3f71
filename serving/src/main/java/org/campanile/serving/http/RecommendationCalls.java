package org.campanile.serving.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campanile.serving.funnel.Deadline;
import org.campanile.serving.funnel.Funnel;
import org.campanile.serving.funnel.FunnelRequest;
import org.campanile.serving.funnel.ItemRules;
import org.campanile.serving.funnel.Recommendations;
import org.campanile.serving.funnel.Traffic;
import org.campanile.serving.funnel.Turn;
import org.jspecify.annotations.Nullable;

/** Recall, recommend and similar: the calls that give items. Each works on one version from beginning to end. */
final class RecommendationCalls {
    private final Traffic traffic;
    private final Funnel funnel;
    private final JsonBodies json;
    private final BodyChecks checks;
    private final Duration timeout;

    RecommendationCalls(Traffic traffic, Funnel funnel, JsonBodies json, BodyChecks checks, Duration timeout) {
        this.traffic = traffic;
        this.funnel = funnel;
        this.json = json;
        this.checks = checks;
        this.timeout = timeout;
    }

    /**
     * What {@code /rec/recall} takes: histories of one or several users, or one user.
     *
     * @param topK     items for each user; null: 10
     * @param histItem null: none
     */
    record Recall(
            @Nullable Integer topK,
            @Nullable Histories histItem,
            @Nullable ItemId userId,
            @Nullable Map<String, JsonNode> features) {}

    /** What {@code /rec/recommend} takes; null: as without. */
    record Recommend(
            @Nullable Integer topK,
            @Nullable ItemId userId,
            @Nullable Map<String, JsonNode> features,
            @Nullable List<ItemId> histItem,
            @Nullable List<ItemId> seenItem,
            RuleBody.@Nullable Rules rules) {}

    /** What {@code /rec/similar} takes. */
    record Similar(@Nullable ItemId itemId, @Nullable Integer topK, RuleBody.@Nullable Rules rules) {}

    record RecallAnswer(
            String version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Assigned assignment,

            List<UserItems> results) {}

    record ItemsAnswer(
            String version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Assigned assignment,

            String source,
            List<ItemScore> items) {}

    /** What an experiment has decided for the user. */
    record Assigned(String experiment, String arm) {
        static @Nullable Assigned of(Turn turn) {
            return turn.assignment()
                    .map(assignment -> new Assigned(assignment.experiment(), assignment.arm()))
                    .orElse(null);
        }
    }

    record UserItems(String source, List<ItemScore> items) {}

    record ItemScore(String itemId, float score) {}

    void recall(Context context) {
        Deadline deadline = Deadline.after(timeout);
        Recall body = json.read(context, Recall.class);
        List<FunnelRequest> requests = requests(body);
        // Several users come without ids.
        try (Turn turn = traffic.begin(requests.get(0).user().user())) {
            List<Recommendations> found = turn.isHeldOut()
                    ? List.of(funnel.popular(turn.version(), requests.get(0)))
                    : funnel.recall(turn.version(), requests, deadline);
            List<UserItems> results = found.stream()
                    .map(user -> new UserItems(source(user), items(user)))
                    .toList();
            json.write(context, new RecallAnswer(turn.version().id(), Assigned.of(turn), results));
            found.forEach(turn::shown);
        }
    }

    private List<FunnelRequest> requests(Recall body) {
        if (!BodyChecks.anyGiven(body.histItem(), body.userId(), body.features())) {
            throw HttpFailure.badRequest("The body names no user: give hist_item, or user_id, or features.");
        }
        List<List<ItemId>> histories =
                body.histItem() == null ? List.of(List.of()) : body.histItem().users();
        if (histories.size() > checks.limits().users()) {
            throw HttpFailure.badRequest("hist_item has the histories of " + histories.size()
                    + " users; allowed: at most " + checks.limits().users() + ".");
        }
        if (histories.size() > 1 && BodyChecks.anyGiven(body.userId(), body.features())) {
            throw HttpFailure.badRequest("hist_item has the histories of " + histories.size()
                    + " users, but user_id and features are of one: ask for each user by itself.");
        }
        int topK = checks.topK(body.topK());
        List<FunnelRequest> requests = new ArrayList<>(histories.size());
        for (List<ItemId> history : histories) {
            requests.add(new FunnelRequest(
                    UserFields.user(body.userId(), body.features(), checks.ids("hist_item", history), checks),
                    Set.of(),
                    ItemRules.NONE,
                    topK));
        }
        return requests;
    }

    void recommend(Context context) {
        Deadline deadline = Deadline.after(timeout);
        Recommend body = json.read(context, Recommend.class);
        FunnelRequest request = new FunnelRequest(
                UserFields.user(body.userId(), body.features(), checks.ids("hist_item", body.histItem()), checks),
                Set.copyOf(checks.ids("seen_item", body.seenItem())),
                RuleBody.rules(body.rules(), checks),
                checks.topK(body.topK()));
        try (Turn turn = traffic.begin(request.user().user())) {
            Recommendations found = turn.isHeldOut()
                    ? funnel.popular(turn.version(), request)
                    : funnel.recommend(turn.version(), request, deadline);
            write(context, turn, found);
            turn.shown(found);
        }
    }

    void similar(Context context) {
        Deadline deadline = Deadline.after(timeout);
        Similar body = json.read(context, Similar.class);
        String item = BodyChecks.required("item_id", body.itemId()).text();
        int topK = checks.topK(body.topK());
        ItemRules rules = RuleBody.rules(body.rules(), checks);
        try (Turn turn = traffic.begin(Optional.empty())) {
            write(context, turn, funnel.similar(turn.version(), item, topK, rules, deadline));
        }
    }

    private void write(Context context, Turn turn, Recommendations found) {
        json.write(context, new ItemsAnswer(turn.version().id(), Assigned.of(turn), source(found), items(found)));
    }

    private static String source(Recommendations found) {
        return found.source().name().toLowerCase(Locale.ROOT);
    }

    private static List<ItemScore> items(Recommendations found) {
        return found.items().stream()
                .map(item -> new ItemScore(item.item(), item.score()))
                .toList();
    }
}
