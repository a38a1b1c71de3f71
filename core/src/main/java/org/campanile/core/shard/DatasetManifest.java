package org.campanile.core.shard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.campanile.core.schema.Schema;
import org.campanile.core.transform.TransformInfo;

/**
 * The contents of {@code dataset.json}.
 *
 * @param formatVersion version of the format, {@link #FORMAT_VERSION} when written by this code
 * @param source        value of {@code data.source} that made the data set
 * @param settings      the preparation settings that made it, by configuration key
 * @param schema        features, vocabularies and keys
 * @param train         shards of the training part
 * @param validation    shards of the validation part
 * @param test          shards of the test part
 * @param history       shards of the history part; empty, and absent from the file, when no users are held out
 * @param users         files of the users' features, in index order; empty when users have none
 * @param items         files of the items' features, in index order; empty when items have none
 * @param vocabularies  the vocabulary files by vocabulary name; a hashed vocabulary has none
 * @param transform     the file of the transform that made all numbers of raw values
 * @param report        counts of preparation: rows read, used, rejected by reason
 * @param contentHash   SHA-256 over schema, settings and every file's checksum: the data set's identity
 */
public record DatasetManifest(
        int formatVersion,
        String source,
        Map<String, String> settings,
        Schema schema,
        List<ShardInfo> train,
        List<ShardInfo> validation,
        List<ShardInfo> test,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ShardInfo> history,
        List<ShardInfo> users,
        List<ShardInfo> items,
        Map<String, ShardInfo> vocabularies,
        TransformInfo transform,
        Map<String, Long> report,
        String contentHash) {

    public static final int FORMAT_VERSION = 2;

    public DatasetManifest {
        settings = Map.copyOf(settings);
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        history = List.copyOf(history);
        users = List.copyOf(users);
        items = List.copyOf(items);
        vocabularies = Map.copyOf(vocabularies);
        report = Map.copyOf(report);
    }

    /** The same data set with another report and content hash. */
    public DatasetManifest with(Map<String, Long> newReport, String newContentHash) {
        return new DatasetManifest(
                formatVersion,
                source,
                settings,
                schema,
                train,
                validation,
                test,
                history,
                users,
                items,
                vocabularies,
                transform,
                newReport,
                newContentHash);
    }

    /** The shards of one part. */
    public List<ShardInfo> shards(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case VALIDATION -> validation;
            case TEST -> test;
            case HISTORY -> history;
        };
    }
}
