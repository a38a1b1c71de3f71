package org.campanile.serving.store;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.exception.MilvusClientException;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.utility.request.AlterAliasReq;
import io.milvus.v2.service.utility.request.CreateAliasReq;
import io.milvus.v2.service.utility.request.ListAliasesReq;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.campanile.core.CampanileException;

/**
 * Vectors in Milvus: a collection of each version, and an alias by which readers search.
 *
 * <pre>
 * campanile_items_v0123456789abcdef   id VarChar primary key, vector FloatVector; HNSW index by inner product
 * campanile_items                     alias
 * </pre>
 *
 * <p>An alias moves from one collection to another in one step.
 */
public final class MilvusStore implements VectorStore {
    private final String url;
    private final StoreNames names;
    private final MilvusClientV2 client;

    private MilvusStore(String url, StoreNames names, MilvusClientV2 client) {
        this.url = url;
        this.names = names;
        this.client = client;
    }

    /**
     * Connects.
     *
     * @param url   such as {@code http://host:19530}
     * @param token a token, or {@code user:password}; empty for none
     * @param name  of the alias
     * @throws CampanileException when there is no connection
     */
    public static MilvusStore connect(String url, String token, String name) {
        if (!url.matches("https?://[^@/]+(/.*)?")) {
            throw new CampanileException("--url is " + (url.contains("@") ? "a URL with a user" : "'" + url + "'")
                    + ": give one such as http://host:19530; tokens and passwords come from the environment.");
        }
        StoreNames names = new StoreNames(name);
        try {
            return new MilvusStore(
                    url,
                    names,
                    new MilvusClientV2(ConnectConfig.builder()
                            .uri(url)
                            .token(token.isEmpty() ? null : token)
                            .build()));
        } catch (RuntimeException e) {
            throw new CampanileException("Milvus at " + url + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public String location() {
        return url + " as " + names.name();
    }

    @Override
    public List<String> versions() {
        return run(
                "collections cannot be listed",
                () -> names.versions(client.listCollections().getCollectionNames()));
    }

    @Override
    public Optional<String> active() {
        return run(
                "aliases cannot be listed",
                () -> versions().stream()
                        .filter(version -> client.listAliases(ListAliasesReq.builder()
                                        .collectionName(names.of(version))
                                        .build())
                                .getAlias()
                                .contains(names.name()))
                        .findFirst());
    }

    @Override
    public StoredVersion open(VectorSet set) {
        return MilvusVersion.open(this, set, names.of(set.version()));
    }

    @Override
    public void activate(VectorSet set) {
        Optional<String> active = active();
        String collection = names.of(set.version());
        if (active.isEmpty()) {
            change(
                    "the alias cannot be made",
                    () -> client.createAlias(CreateAliasReq.builder()
                            .alias(names.name())
                            .collectionName(collection)
                            .build()));
        } else if (!active.get().equals(set.version())) {
            change(
                    "the alias cannot be moved",
                    () -> client.alterAlias(AlterAliasReq.builder()
                            .alias(names.name())
                            .collectionName(collection)
                            .build()));
        }
    }

    @Override
    public void drop(String version) {
        change(
                "version " + version + " cannot be dropped",
                () -> client.dropCollection(DropCollectionReq.builder()
                        .collectionName(names.of(version))
                        .build()));
    }

    MilvusClientV2 client() {
        return client;
    }

    /** Asks the client; a failure names the store. */
    <T> T run(String failure, Supplier<T> work) {
        try {
            return work.get();
        } catch (MilvusClientException | io.milvus.shaded.io.grpc.StatusRuntimeException e) {
            throw new CampanileException("In " + location() + " " + failure + ": " + e.getMessage(), e);
        }
    }

    /** The same without an answer. */
    void change(String failure, Runnable work) {
        run(failure, () -> {
            work.run();
            return failure;
        });
    }

    @Override
    public void close() {
        client.close();
    }
}
