package org.campanile.spark.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SampleSharing;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.sampling.UserShares;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;

/**
 * All samples of a user are one worker's, who owns the user's row.
 *
 * @param tables names of the tables whose rows are users
 * @param shares samples of each worker
 */
record UserPartition(Set<String> tables, UserShares shares) {
    /** Of auto: the worker with most samples, for which the others wait, may have a tenth more than the mean. */
    private static final double MOST = 1.1;

    /**
     * As the configuration asks; the same on every worker.
     *
     * @param tables those of the model
     * @throws CampanileException when it asks for what the data or the model do not allow
     */
    static Optional<UserPartition> of(
            RunConfiguration configuration, PreparedDataset data, List<TableSettings> tables) {
        SampleSharing sharing = configuration.cluster().samples();
        if (sharing == SampleSharing.SPREAD) {
            return Optional.empty();
        }
        String users = !data.schema().hasKey(FeatureSide.USER)
                ? ""
                : data.schema().key(FeatureSide.USER).vocabulary();
        Set<String> ofUsers = tables.stream()
                .map(TableSettings::name)
                .filter(name -> name.equals(users) || name.equals("user-" + users))
                .collect(Collectors.toSet());
        if (ofUsers.isEmpty() || !data.manifest().vocabularies().containsKey(users)) {
            return without(
                    sharing, "model.type " + configuration.model().type() + " has no table of this data set's users");
        }
        UserShares shares =
                UserShares.of(data.counts(users), configuration.cluster().workers());
        if (shares.total() != data.samples(Split.TRAIN)) {
            return without(sharing, "other features than the user share the vocabulary " + users);
        }
        return sharing == SampleSharing.AUTO && shares.imbalance() > MOST
                ? Optional.empty()
                : Optional.of(new UserPartition(ofUsers, shares));
    }

    private static Optional<UserPartition> without(SampleSharing sharing, String reason) {
        if (sharing == SampleSharing.AUTO) {
            return Optional.empty();
        }
        throw new CampanileException("cluster.samples is by-user, but " + reason + ": set it to spread or auto.");
    }
}
