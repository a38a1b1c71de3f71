package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campanile.core.CampanileException;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturePlannerTest {
    private static final List<Feature> RAW = List.of(
            new DenseFeature("price", FeatureSide.ITEM),
            new CategoricalFeature("brand", FeatureSide.ITEM, "brand"),
            new SequenceFeature("tags", FeatureSide.ITEM, "tag"));

    @Test
    void featuresWithoutAnEntryFollowTheSource() {
        List<PlannedFeature> plan = planner("[]").plan(RAW, Scaling.LOG);

        assertThat(plan).extracting(PlannedFeature::raw).isEqualTo(RAW);
        assertThat(plan.get(0).scaling()).isEqualTo(Scaling.LOG);
        assertThat(plan.get(2).vocabulary()).isEqualTo("tag");
    }

    @Test
    void theFirstEntryThatFitsCounts() {
        List<PlannedFeature> plan = planner(
                        "[{name: brand, min-count: 3}, {name: 'b*', min-count: 7}, {name: t*, kind: none}]")
                .plan(RAW, Scaling.LOG);

        assertThat(plan).extracting(PlannedFeature::name).containsExactly("price", "brand");
        assertThat(plan.get(1).options().minCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: price, kind: categorical} | price: kind is categorical, but the source reads it as dense.",
                "{name: brand, side: user} | brand: side is user, but the source reads it as item.",
                "{name: price, hash-size: 9} |"
                        + " price: min-count, hash-size and vocabulary are for categorical and sequence features.",
                "{name: brand, missing: mean} | brand: scaling and missing are for dense features.",
                "{name: brand, max-length: 3} | brand: max-length, pooling and weights are for sequence features.",
            })
    void contradictionsAndUselessOptionsAreNamed(String entry, String message) {
        assertThatThrownBy(() -> planner("[" + entry + "]").plan(RAW, Scaling.NONE))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.features: " + message);
    }

    @Test
    void anEntryThatFitsNothingIsNamed() {
        assertThatThrownBy(() -> planner("[{name: prise}]").requireKnown(List.of("price", "brand")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.features names prise, but the data have no such feature; they have price, brand.");
    }

    @Test
    void featuresThatShareAVocabularyMustWantTheSame() {
        FeaturePlanner same = planner("[{name: '*', vocabulary: word, min-count: 2}]");
        assertThat(VocabularyPlan.of(same.plan(RAW.subList(1, 3), Scaling.NONE), Set.of())
                        .leastCounts())
                .isEqualTo(Map.of("word", 2));

        FeaturePlanner different = planner(
                "[{name: brand, vocabulary: word, min-count: 2}," + " {name: tags, vocabulary: word, hash-size: 100}]");
        List<PlannedFeature> plan = different.plan(RAW, Scaling.NONE);
        assertThatThrownBy(() -> VocabularyPlan.of(plan, Set.of()))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "data.features: tags wants a vocabulary word of hash-size 100, but there is one of values with"
                                + " min-count 2: give both features the same options, or another vocabulary.");
    }

    @Test
    void aFeatureMayShareTheVocabularyOfItemsButNotChangeIt() {
        List<PlannedFeature> shares =
                planner("[{name: tags, vocabulary: item}]").plan(RAW, Scaling.NONE);
        assertThat(VocabularyPlan.of(shares, Set.of("item")).leastCounts()).containsEntry("item", 0);

        List<PlannedFeature> changes =
                planner("[{name: tags, vocabulary: item, min-count: 5}]").plan(RAW, Scaling.NONE);
        assertThatThrownBy(() -> VocabularyPlan.of(changes, Set.of("item")))
                .hasMessageContaining("but there is one of all users or items");
    }

    private static FeaturePlanner planner(String features) {
        return new FeaturePlanner(configuration("source: movielens", "features: " + features)
                .data()
                .features());
    }
}
