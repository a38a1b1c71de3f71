package org.campanile.serving.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.milvus.v2.client.MilvusClientV2;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.DataType;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.AddFieldReq;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.request.UpsertReq;
import io.milvus.v2.service.vector.request.data.BaseVector;
import io.milvus.v2.service.vector.request.data.FloatVec;
import io.milvus.v2.service.vector.response.QueryResp.QueryResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The collection of one version in Milvus. */
final class MilvusVersion implements StoredVersion {
    private static final String ID = "id";
    private static final String VECTOR = "vector";
    private static final String COUNT = "count(*)";

    /** What a VarChar of Milvus holds at most, in bytes. */
    private static final int LONGEST_ID = 65_535;

    private static final float[] NONE = {};

    private final MilvusStore store;
    private final VectorSet set;
    private final String collection;

    private MilvusVersion(MilvusStore store, VectorSet set, String collection) {
        this.store = store;
        this.set = set;
        this.collection = collection;
    }

    static MilvusVersion open(MilvusStore store, VectorSet set, String collection) {
        MilvusVersion version = new MilvusVersion(store, set, collection);
        boolean exists = store.run(
                collection + " cannot be looked for",
                () -> store.client()
                        .hasCollection(HasCollectionReq.builder()
                                .collectionName(collection)
                                .build()));
        if (!exists) {
            store.change(collection + " cannot be made", version::create);
        }
        store.change(
                collection + " cannot be loaded",
                () -> store.client()
                        .loadCollection(LoadCollectionReq.builder()
                                .collectionName(collection)
                                .build()));
        return version;
    }

    /* Milvus wants an index before it loads, also where nobody searches. */
    private void create() {
        CreateCollectionReq.CollectionSchema schema = MilvusClientV2.CreateSchema();
        schema.addField(AddFieldReq.builder()
                .fieldName(ID)
                .dataType(DataType.VarChar)
                .maxLength(LONGEST_ID)
                .isPrimaryKey(true)
                .build());
        schema.addField(AddFieldReq.builder()
                .fieldName(VECTOR)
                .dataType(DataType.FloatVector)
                .dimension(set.dim())
                .build());
        IndexParam index = IndexParam.builder()
                .fieldName(VECTOR)
                .indexType(IndexParam.IndexType.HNSW)
                .metricType(IndexParam.MetricType.IP)
                .extraParams(Map.of("M", 16, "efConstruction", 100))
                .build();
        store.client()
                .createCollection(CreateCollectionReq.builder()
                        .collectionName(collection)
                        .collectionSchema(schema)
                        .indexParams(List.of(index))
                        .consistencyLevel(ConsistencyLevel.STRONG)
                        .build());
    }

    @Override
    public long count() {
        QueryReq query = QueryReq.builder()
                .collectionName(collection)
                .filter("")
                .outputFields(List.of(COUNT))
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build();
        Object count = store.run(
                "vectors of " + collection + " cannot be counted",
                () -> store.client()
                        .query(query)
                        .getQueryResults()
                        .get(0)
                        .getEntity()
                        .get(COUNT));
        return ((Number) count).longValue();
    }

    /* A batch is one request, but of the last one a part may be there: it is divided among shards. */
    @Override
    public int resumeAt(int batchSize) {
        long count = Math.min(count(), set.rows());
        return (int) (count == set.rows() ? count : count - count % batchSize);
    }

    @Override
    public void write(VectorBatch batch) {
        List<JsonObject> rows = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            JsonArray vector = new JsonArray(batch.dim());
            for (float number : batch.vector(row)) {
                vector.add(number);
            }
            JsonObject object = new JsonObject();
            object.addProperty(ID, batch.id(row));
            object.add(VECTOR, vector);
            rows.add(object);
        }
        store.change(
                "vectors of " + collection + " cannot be written",
                () -> store.client()
                        .upsert(UpsertReq.builder()
                                .collectionName(collection)
                                .data(rows)
                                .build()));
    }

    @Override
    public void index() {
        // Milvus does it beside the writing, see create().
    }

    /* By a template: the SDK's own way of asking for ids does not escape quotes in them. */
    @Override
    public List<float[]> fetch(List<String> ids) {
        QueryReq query = QueryReq.builder()
                .collectionName(collection)
                .filter(ID + " in {ids}")
                .filterTemplateValues(Map.of("ids", ids))
                .outputFields(List.of(ID, VECTOR))
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build();
        List<QueryResult> rows = store.run(
                "vectors of " + collection + " cannot be read",
                () -> store.client().query(query).getQueryResults());
        Map<String, float[]> found = new HashMap<>();
        rows.forEach(row -> found.put((String) row.getEntity().get(ID), floats((List<?>)
                Objects.requireNonNull(row.getEntity().get(VECTOR), collection))));
        return ids.stream().map(id -> found.getOrDefault(id, NONE)).toList();
    }

    private static float[] floats(List<?> numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = ((Number) numbers.get(i)).floatValue();
        }
        return floats;
    }

    @Override
    public List<List<String>> search(List<float[]> queries, int k) {
        List<BaseVector> vectors = new ArrayList<>();
        queries.forEach(query -> vectors.add(new FloatVec(query)));
        SearchReq search = SearchReq.builder()
                .collectionName(collection)
                .annsField(VECTOR)
                .data(vectors)
                .limit(k)
                .searchParams(Map.of("ef", 2 * k))
                .consistencyLevel(ConsistencyLevel.STRONG)
                .build();
        return store
                .run(
                        collection + " cannot be searched",
                        () -> store.client().search(search).getSearchResults())
                .stream()
                .map(found ->
                        found.stream().map(result -> (String) result.getId()).toList())
                .toList();
    }
}
