package org.campanile.serving.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.milvus.v2.client.ConnectConfig;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.SearchResp.SearchResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against {@link MilvusDouble}, no real server. */
class MilvusStoreTest extends VectorStoreContract {
    private static final int K = 50;
    private static final float[] QUERY = {1, 0, -1, 0.5f, 2, 0, 0.3f, -0.7f};
    private static final Set<String> OLD_BEST = best(vectors(OLD));
    private static final Set<String> NEW_BEST = best(vectors(NEW));

    private MilvusDouble milvus;
    private MilvusClientV2 reader;

    @Override
    VectorStore connect() {
        try {
            milvus = new MilvusDouble();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = new MilvusClientV2(ConnectConfig.builder().uri(milvus.url()).build());
        return MilvusStore.connect(milvus.url(), "", "items");
    }

    @AfterEach
    void stop() {
        reader.close();
        milvus.close();
    }

    private static Set<String> best(VectorSource source) {
        VectorSet set = source.set();
        try (VectorScan search = new VectorScan(set.rows(), set.dim())) {
            search.add(source.read(0, set.rows()));
            return Set.copyOf(search.search(List.of(QUERY), K).get(0));
        }
    }

    /** Told by what the alias finds. */
    @Override
    Set<String> read() {
        SearchReq search = SearchReq.builder()
                .collectionName("items")
                .annsField("vector")
                .data(List.of(new FloatVec(QUERY)))
                .limit(K)
                .build();
        Set<String> found = reader.search(search).getSearchResults().get(0).stream()
                .map(SearchResult::getId)
                .map(Object::toString)
                .collect(Collectors.toSet());
        if (found.equals(OLD_BEST)) {
            return Set.of(OLD);
        }
        return found.equals(NEW_BEST) ? Set.of(NEW) : Set.of(OLD, NEW);
    }

    @Test
    void wrongAddressesAreRefusedWithoutTheirTokens() {
        assertThatThrownBy(() -> MilvusStore.connect("milvus:19530", "", "items"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("'milvus:19530': give one such as http://host:19530");
        assertThatThrownBy(() -> MilvusStore.connect("http://root:hush@h:19530", "", "items"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("come from the environment")
                .hasMessageNotContaining("hush");
    }
}
