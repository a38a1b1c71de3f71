package org.campanile.serving.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campanile.core.CampanileException;
import org.campanile.serving.funnel.Recommendations.Recommendation;
import org.campanile.serving.funnel.Recommendations.Source;
import org.campanile.serving.model.ServedRetrieval;
import org.campanile.serving.model.UserRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected follows from the table of {@link SmallModel}; a history of v1 alone is the vector (1, 0). */
class FunnelTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final FunnelSettings PLAIN = new FunnelSettings(5, 3, 0, 0);

    @TempDir
    private Path folder;

    private final Heard heard = new Heard();
    private ServedVersion version;

    /** Notes what the funnel tells. */
    private static final class Heard implements FunnelListener {
        private final List<Stage> stages = new ArrayList<>();
        private int fallbacks;

        @Override
        public void stageEnded(Stage stage, long nanoseconds) {
            stages.add(stage);
        }

        @Override
        public void batchSearched(int queries) {}

        @Override
        public void fellBack() {
            fallbacks++;
        }
    }

    @BeforeEach
    void open() {
        version = SmallModel.open(SmallModel.write(folder, 1), heard);
    }

    @AfterEach
    void close() {
        version.close();
    }

    private static FunnelRequest request(int count, ItemRules rules, String... history) {
        return new FunnelRequest(UserRequest.ofHistory(List.of(history)), Set.of(), rules, count);
    }

    private Recommendations recommend(FunnelSettings settings, ItemRules configured, FunnelRequest request) {
        return new Funnel(settings, configured, heard).recommend(version, request, Deadline.after(LONG));
    }

    private static List<String> ids(Recommendations found) {
        return found.items().stream().map(Recommendation::item).toList();
    }

    private static ItemRules allow(ItemRule rule) {
        return new ItemRules(rule, ItemRule.NONE);
    }

    private static ItemRules deny(ItemRule rule) {
        return new ItemRules(ItemRule.NONE, rule);
    }

    private static ItemRule feature(String name, String... values) {
        return new ItemRule(Set.of(), Map.of(name, Set.of(values)));
    }

    @Test
    void theNearestItemsWithoutTheHistoryAreRecommended() {
        Recommendations found = recommend(PLAIN, ItemRules.NONE, request(3, ItemRules.NONE, "v1"));

        assertThat(found.source()).isEqualTo(Source.RETRIEVAL);
        assertThat(found.items())
                .containsExactly(
                        new Recommendation("v2", .9f), new Recommendation("v3", .8f), new Recommendation("v4", 0));
        assertThat(heard.stages).containsExactly(Stage.USER_VECTORS, Stage.RETRIEVAL, Stage.RERANKING);
    }

    @Test
    void furtherSeenItemsAreLeftOutAndOthersTakeTheirPlaces() {
        FunnelRequest request =
                new FunnelRequest(UserRequest.ofHistory(List.of("v1")), Set.of("v2", "nothing"), ItemRules.NONE, 2);

        assertThat(ids(recommend(PLAIN, ItemRules.NONE, request))).containsExactly("v3", "v4");
    }

    @Test
    void rulesOfRequestAndServiceHoldTogether() {
        assertThat(ids(recommend(PLAIN, ItemRules.NONE, request(5, allow(feature("genres", "v2", "v3")), "v1"))))
                .containsExactly("v2", "v3", "v5");
        assertThat(ids(recommend(PLAIN, ItemRules.NONE, request(5, deny(feature("brand", "v2")), "v1"))))
                .containsExactly("v2", "v5");
        assertThat(ids(recommend(
                        PLAIN,
                        deny(feature("genres", "v3")),
                        request(5, allow(new ItemRule(Set.of("v3", "v5"), Map.of())), "v1"))))
                .containsExactly("v3");
        ItemRules bothFeatures = allow(new ItemRule(Set.of(), Map.of("genres", Set.of("v2"), "brand", Set.of("v2"))));
        assertThat(ids(recommend(PLAIN, ItemRules.NONE, request(5, bothFeatures, "v1"))))
                .containsExactly("v3");
        assertThat(ids(recommend(PLAIN, ItemRules.NONE, request(5, allow(feature("brand", "absent")), "v1"))))
                .isEmpty();
    }

    @Test
    void aFeatureThatItemsDoNotHaveIsNamed() {
        assertThatThrownBy(() -> recommend(PLAIN, ItemRules.NONE, request(5, allow(feature("colour", "red")), "v1")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("A rule asks for the item feature \"colour\", which the served version does not have;"
                        + " allowed: brand, genres.");
    }

    @Test
    void whoIsUnknownGetsThePopularItemsThatRulesAllow() {
        Recommendations found =
                recommend(PLAIN, deny(new ItemRule(Set.of("v4"), Map.of())), request(3, ItemRules.NONE, "nothing"));

        assertThat(found.source()).isEqualTo(Source.POPULARITY);
        assertThat(found.items())
                .containsExactly(
                        new Recommendation("v5", 50), new Recommendation("v3", 30), new Recommendation("v2", 20));
        assertThat(heard.fallbacks).isEqualTo(1);
        assertThat(heard.stages).containsExactly(Stage.POPULARITY);
    }

    @Test
    void severalUsersAreRecalledInTheirOrderTheUnknownOnesAmongThem() {
        List<Recommendations> found = new Funnel(PLAIN, ItemRules.NONE, heard)
                .recall(
                        version,
                        List.of(
                                request(1, ItemRules.NONE, "v1"),
                                request(2, ItemRules.NONE),
                                request(1, ItemRules.NONE, "v4")),
                        Deadline.after(LONG));

        assertThat(found)
                .extracting(FunnelTest::ids)
                .containsExactly(List.of("v2"), List.of("v5", "v4"), List.of("v3"));
    }

    @Test
    void similarItemsAreTheNearestOnesOfTheItemsVector() {
        Funnel funnel = new Funnel(PLAIN, ItemRules.NONE, heard);

        // Products with (0, 1): v3 .3, v2 .1, v1 and v5 0, of which the lower index comes first.
        assertThat(ids(funnel.similar(version, "v4", 3, ItemRules.NONE, Deadline.after(LONG))))
                .containsExactly("v3", "v2", "v1");
        assertThatThrownBy(() -> funnel.similar(version, "v9", 3, ItemRules.NONE, Deadline.after(LONG)))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Item \"v9\" is not among the 5 items of the version that is served.");
    }

    @Test
    void popularityIsBlendedAsTheFormulaSays() {
        // Scores .9 .8 0 -1 of v2 to v5 become 1, 1.8/1.9, 1/1.9, 0; log(1 + 20, 30, 40, 50) becomes 0, .439, .754, 1.
        // Blended by halves: .5, .693, .640, .5; v2 comes before v5, since retrieval put it first.
        FunnelSettings settings = new FunnelSettings(5, 5, .5, 0);
        Recommendations found = recommend(settings, ItemRules.NONE, request(4, ItemRules.NONE, "v1"));

        assertThat(ids(found)).containsExactly("v3", "v4", "v2", "v5");
        assertThat(found.source()).isEqualTo(Source.RERANKING);
        double p = Math.log(31.0 / 21) / Math.log(51.0 / 21);
        assertThat(found.items().get(0).score()).isCloseTo((float) (.5 * 1.8 / 1.9 + .5 * p), within(1e-5f));
    }

    @Test
    void diversityTakesWhatIsUnlikeWhatWasTaken() {
        // Relevance 1, .947, .526, 0 of v2 to v5. v2 first; then v3 has .474 - .5 cos(v2, v3) = .474 - .484 < 0,
        // v4 .263 - .5 * .110 = .208, v5 0 - 0 (its cosine is negative): v4 comes next.
        FunnelSettings settings = new FunnelSettings(5, 5, 0, .5);

        assertThat(ids(recommend(settings, ItemRules.NONE, request(2, ItemRules.NONE, "v1"))))
                .containsExactly("v2", "v4");
    }

    @Test
    void aRequestWhoseTimeIsOverIsGivenUp() {
        Funnel funnel = new Funnel(PLAIN, ItemRules.NONE, heard);
        assertThatThrownBy(() ->
                        funnel.recommend(version, request(1, ItemRules.NONE, "v1"), Deadline.after(Duration.ZERO)))
                .isInstanceOf(OverloadException.class)
                .hasMessage("The request ran out of time before its stage user_vectors was done: try again later.");
    }

    @Test
    void whatWasDroppedIsNotFoundUntilItIsInsertedAgain() {
        ItemCollection collection = version.collection();
        collection.drop();
        assertThat(collection.count()).isZero();
        assertThat(recommend(PLAIN, ItemRules.NONE, request(3, ItemRules.NONE, "v1"))
                        .items())
                .isEmpty();

        collection.insert(List.of("v3", "v5"));
        assertThat(collection.count()).isEqualTo(2);
        assertThat(ids(recommend(PLAIN, ItemRules.NONE, request(3, ItemRules.NONE, "v1"))))
                .containsExactly("v3", "v5");
        assertThatThrownBy(() -> collection.insert(List.of("v1", "v9")))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "Item \"v9\" is not among the 5 items of the version that is served: train and load a version"
                                + " that knows it.");
        assertThat(collection.count()).isEqualTo(2);

        collection.insertAll();
        assertThat(collection.count()).isEqualTo(5);
    }

    @Test
    void partsOfDifferentVersionsAreRefusedAndClosed() {
        PlainIndex index = SmallModel.index("other");
        ServedRetrieval model = ServedRetrieval.open(SmallModel.write(folder, 2), 1);
        assertThatThrownBy(() -> SmallModel.version(model, index, heard))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The index is of version other, but the retrieval model is of version " + model.version()
                        + ": write the index anew from this model's bundle.");
        assertThat(index.isClosed()).isTrue();
    }
}
