package org.campanile.core.config;

import java.io.Serializable;
import java.util.List;
import org.campanile.core.Check;

/** Section {@code evaluation}: what is measured after training. */
public record EvaluationConfiguration(
        @Option(
                value = "Lengths of the recommendation list at which metrics are taken.",
                defaultValue = "[10, 20, 50, 100]",
                range = "[1, 10000]")
        List<Integer> topK,

        @Option(
                value = "Whether items the user has interacted with before are left out of the ranking.",
                defaultValue = "true")
        boolean excludeSeen,

        @Option(value = "Which items may be recommended.", defaultValue = "{}")
        CandidatesConfiguration candidates,

        @Option(
                value = "Negatives of each user, drawn uniformly, among which relevant items are ranked as well: for"
                        + " comparison with metrics that were published that way, and named sampled_. 0: none.",
                defaultValue = "0",
                range = "[0, 1000000]")
        int sampled,

        @Option(
                value = "Resamples of the users from which 95 % confidence intervals are taken; 0: no intervals.",
                defaultValue = "500",
                range = "[0, 100000]")
        int resamples,

        @Option(
                value =
                        "What the metrics are divided by. Retrieval: features of users and items, history-length (items that"
                                + " a user took before), popularity-decile (of the items to be found; 10: the most popular)."
                                + " Ranking: categorical features.",
                defaultValue = "[]")
        List<String> slices,

        @Option(
                value = "Ranking: categorical feature, such as the user's id, within whose values the AUC is taken and"
                        + " averaged by their samples: gauc. Empty: it is not taken.",
                defaultValue = "\"\"")
        String aucGroup,

        @Option(
                value = "Retrieval: baselines evaluated beside the model: most-popular, item-knn, ease, als.",
                defaultValue = "[most-popular, item-knn]")
        List<Baseline> baselines,

        @Option(
                value =
                        "Ranking: baselines that `train` trains as runs of their own, on the same samples and by the same"
                                + " section training, and sets beside the model: logistic-regression, factorization-machine.",
                defaultValue = "[]")
        List<RankingBaseline> rankingBaselines,

        @Option(value = "The baseline item-knn.", defaultValue = "{}")
        ItemKnnConfiguration itemKnn,

        @Option(value = "The baseline ease.", defaultValue = "{}")
        EaseConfiguration ease,

        @Option(value = "The baseline als.", defaultValue = "{}")
        AlsConfiguration als)
        implements Serializable {

    public EvaluationConfiguration {
        topK = List.copyOf(topK);
        slices = List.copyOf(slices);
        baselines = List.copyOf(baselines);
        rankingBaselines = List.copyOf(rankingBaselines);
        Check.that(!topK.isEmpty(), "top-k is empty, but metrics need at least one length of the list");
    }

    /** The same without baselines, slices, samples and intervals. */
    public EvaluationConfiguration ofModelAlone() {
        return new EvaluationConfiguration(
                topK, excludeSeen, candidates, 0, 0, List.of(), "", List.of(), List.of(), itemKnn, ease, als);
    }

    /** The same without baselines that are trained. */
    EvaluationConfiguration withoutTrainedBaselines() {
        return new EvaluationConfiguration(
                topK,
                excludeSeen,
                candidates,
                sampled,
                resamples,
                slices,
                aucGroup,
                baselines,
                List.of(),
                itemKnn,
                ease,
                als);
    }

    /** Baselines of ranking models: model types. */
    public enum RankingBaseline {
        LOGISTIC_REGRESSION,
        FACTORIZATION_MACHINE;

        /** The model type, such as {@code logistic-regression}. */
        public String word() {
            return OptionDescriptor.kebab(name());
        }
    }

    /** Baselines of retrieval. */
    public enum Baseline {
        MOST_POPULAR,
        ITEM_KNN,
        EASE,
        ALS;

        /** The baseline's word in configuration files and reports, such as {@code item-knn}. */
        public String word() {
            return OptionDescriptor.kebab(name());
        }
    }
}
