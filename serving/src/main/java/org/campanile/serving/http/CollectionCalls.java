package org.campanile.serving.http;

import io.javalin.http.Context;
import java.util.List;
import org.campanile.serving.funnel.ItemCollection;
import org.campanile.serving.funnel.ServedVersions;
import org.jspecify.annotations.Nullable;

/** Insert, count and drop: which of the served version's item vectors can be found. */
final class CollectionCalls {
    private final ServedVersions versions;
    private final JsonBodies json;
    private final BodyChecks checks;

    CollectionCalls(ServedVersions versions, JsonBodies json, BodyChecks checks) {
        this.versions = versions;
        this.json = json;
        this.checks = checks;
    }

    /**
     * What {@code /rec/insert_data} takes.
     *
     * @param itemIds null: all items of the version
     */
    record Insert(@Nullable List<ItemId> itemIds) {}

    /** A body without fields. */
    record Nothing() {}

    /**
     * @param count items that can be found
     * @param items items that the version knows
     */
    record CountAnswer(String version, int count, int items) {}

    void insert(Context context) {
        Insert body = json.read(context, Insert.class);
        List<String> ids = checks.ids("item_ids", body.itemIds());
        try (ServedVersions.Lease lease = versions.borrow()) {
            ItemCollection collection = lease.version().collection();
            if (body.itemIds() == null) {
                collection.insertAll();
            } else {
                collection.insert(ids);
            }
            write(context, lease);
        }
    }

    void count(Context context) {
        json.read(context, Nothing.class);
        try (ServedVersions.Lease lease = versions.borrow()) {
            write(context, lease);
        }
    }

    void drop(Context context) {
        json.read(context, Nothing.class);
        try (ServedVersions.Lease lease = versions.borrow()) {
            lease.version().collection().drop();
            write(context, lease);
        }
    }

    private void write(Context context, ServedVersions.Lease lease) {
        json.write(
                context,
                new CountAnswer(
                        lease.version().id(),
                        lease.version().collection().count(),
                        lease.version().size()));
    }
}
