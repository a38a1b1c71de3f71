package org.campanile.serving.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.milvus.grpc.AlterAliasRequest;
import io.milvus.grpc.BoolResponse;
import io.milvus.grpc.CollectionSchema;
import io.milvus.grpc.ConnectRequest;
import io.milvus.grpc.ConnectResponse;
import io.milvus.grpc.CreateAliasRequest;
import io.milvus.grpc.CreateCollectionRequest;
import io.milvus.grpc.CreateIndexRequest;
import io.milvus.grpc.DataType;
import io.milvus.grpc.DescribeCollectionRequest;
import io.milvus.grpc.DescribeCollectionResponse;
import io.milvus.grpc.DescribeIndexRequest;
import io.milvus.grpc.DescribeIndexResponse;
import io.milvus.grpc.DropCollectionRequest;
import io.milvus.grpc.FieldData;
import io.milvus.grpc.FloatArray;
import io.milvus.grpc.GetLoadStateRequest;
import io.milvus.grpc.GetLoadStateResponse;
import io.milvus.grpc.GetLoadingProgressRequest;
import io.milvus.grpc.GetLoadingProgressResponse;
import io.milvus.grpc.HasCollectionRequest;
import io.milvus.grpc.IDs;
import io.milvus.grpc.IndexDescription;
import io.milvus.grpc.IndexState;
import io.milvus.grpc.KeyValuePair;
import io.milvus.grpc.ListAliasesRequest;
import io.milvus.grpc.ListAliasesResponse;
import io.milvus.grpc.LoadCollectionRequest;
import io.milvus.grpc.LoadState;
import io.milvus.grpc.LongArray;
import io.milvus.grpc.MilvusServiceGrpc;
import io.milvus.grpc.MutationResult;
import io.milvus.grpc.PlaceholderGroup;
import io.milvus.grpc.QueryRequest;
import io.milvus.grpc.QueryResults;
import io.milvus.grpc.ScalarField;
import io.milvus.grpc.SearchRequest;
import io.milvus.grpc.SearchResultData;
import io.milvus.grpc.SearchResults;
import io.milvus.grpc.ShowCollectionsRequest;
import io.milvus.grpc.ShowCollectionsResponse;
import io.milvus.grpc.Status;
import io.milvus.grpc.StringArray;
import io.milvus.grpc.UpsertRequest;
import io.milvus.grpc.VectorField;
import io.milvus.shaded.io.grpc.Server;
import io.milvus.shaded.io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.milvus.shaded.io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Stands in for a Milvus server, which cannot be installed for tests: the SDK's own service classes behind real gRPC, over
 * maps, with exact search. It shows that the SDK is called rightly, not how a real server behaves.
 */
final class MilvusDouble extends MilvusServiceGrpc.MilvusServiceImplBase implements AutoCloseable {
    private static final Status OK = Status.getDefaultInstance();

    private final Map<String, Collection> collections = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();
    private final Server server;

    MilvusDouble() throws IOException {
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** A collection: its schema, and vectors by id in the order in which they came. */
    private record Collection(CollectionSchema schema, Map<String, List<Float>> vectors) {}

    private synchronized Collection collection(String name) {
        Collection found = collections.get(aliases.getOrDefault(name, name));
        if (found == null) {
            throw new IllegalArgumentException("collection not found: " + name);
        }
        return found;
    }

    private static <T> void answer(StreamObserver<T> observer, T answer) {
        observer.onNext(answer);
        observer.onCompleted();
    }

    @Override
    public void connect(ConnectRequest request, StreamObserver<ConnectResponse> observer) {
        answer(observer, ConnectResponse.newBuilder().setStatus(OK).build());
    }

    @Override
    public synchronized void createCollection(CreateCollectionRequest request, StreamObserver<Status> observer) {
        try {
            CollectionSchema schema = CollectionSchema.parseFrom(request.getSchema());
            collections.put(request.getCollectionName(), new Collection(schema, new LinkedHashMap<>()));
            answer(observer, OK);
        } catch (InvalidProtocolBufferException e) {
            observer.onError(e);
        }
    }

    @Override
    public synchronized void hasCollection(HasCollectionRequest request, StreamObserver<BoolResponse> observer) {
        boolean has = collections.containsKey(request.getCollectionName());
        answer(observer, BoolResponse.newBuilder().setStatus(OK).setValue(has).build());
    }

    @Override
    public void describeCollection(
            DescribeCollectionRequest request, StreamObserver<DescribeCollectionResponse> observer) {
        answer(
                observer,
                DescribeCollectionResponse.newBuilder()
                        .setStatus(OK)
                        .setCollectionName(request.getCollectionName())
                        .setSchema(collection(request.getCollectionName()).schema())
                        .build());
    }

    @Override
    public synchronized void showCollections(
            ShowCollectionsRequest request, StreamObserver<ShowCollectionsResponse> observer) {
        answer(
                observer,
                ShowCollectionsResponse.newBuilder()
                        .setStatus(OK)
                        .addAllCollectionNames(collections.keySet())
                        .build());
    }

    /* As Milvus does, it refuses while an alias leads to the collection. */
    @Override
    public synchronized void dropCollection(DropCollectionRequest request, StreamObserver<Status> observer) {
        if (aliases.containsValue(request.getCollectionName())) {
            throw new IllegalArgumentException("an alias leads to " + request.getCollectionName());
        }
        collections.remove(request.getCollectionName());
        answer(observer, OK);
    }

    @Override
    public void createIndex(CreateIndexRequest request, StreamObserver<Status> observer) {
        answer(observer, OK);
    }

    @Override
    public void describeIndex(DescribeIndexRequest request, StreamObserver<DescribeIndexResponse> observer) {
        IndexDescription index = IndexDescription.newBuilder()
                .setFieldName("vector")
                .setIndexName("vector")
                .setState(IndexState.Finished)
                .addParams(KeyValuePair.newBuilder().setKey("metric_type").setValue("IP"))
                .build();
        answer(
                observer,
                DescribeIndexResponse.newBuilder()
                        .setStatus(OK)
                        .addIndexDescriptions(index)
                        .build());
    }

    @Override
    public void loadCollection(LoadCollectionRequest request, StreamObserver<Status> observer) {
        answer(observer, OK);
    }

    @Override
    public void getLoadingProgress(
            GetLoadingProgressRequest request, StreamObserver<GetLoadingProgressResponse> observer) {
        answer(
                observer,
                GetLoadingProgressResponse.newBuilder()
                        .setStatus(OK)
                        .setProgress(100)
                        .build());
    }

    @Override
    public void getLoadState(GetLoadStateRequest request, StreamObserver<GetLoadStateResponse> observer) {
        answer(
                observer,
                GetLoadStateResponse.newBuilder()
                        .setStatus(OK)
                        .setState(LoadState.LoadStateLoaded)
                        .build());
    }

    @Override
    public synchronized void createAlias(CreateAliasRequest request, StreamObserver<Status> observer) {
        collection(request.getCollectionName());
        aliases.put(request.getAlias(), request.getCollectionName());
        answer(observer, OK);
    }

    @Override
    public synchronized void alterAlias(AlterAliasRequest request, StreamObserver<Status> observer) {
        collection(request.getCollectionName());
        aliases.put(request.getAlias(), request.getCollectionName());
        answer(observer, OK);
    }

    @Override
    public synchronized void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> observer) {
        List<String> own = aliases.keySet().stream()
                .filter(alias -> aliases.get(alias).equals(request.getCollectionName()))
                .toList();
        answer(
                observer,
                ListAliasesResponse.newBuilder()
                        .setStatus(OK)
                        .setCollectionName(request.getCollectionName())
                        .addAllAliases(own)
                        .build());
    }

    @Override
    public synchronized void upsert(UpsertRequest request, StreamObserver<MutationResult> observer) {
        List<String> ids = List.of();
        List<Float> numbers = List.of();
        for (FieldData field : request.getFieldsDataList()) {
            if (field.getFieldName().equals("id")) {
                ids = field.getScalars().getStringData().getDataList();
            } else {
                numbers = field.getVectors().getFloatVector().getDataList();
            }
        }
        int dim = numbers.size() / ids.size();
        Collection collection = collection(request.getCollectionName());
        for (int row = 0; row < ids.size(); row++) {
            collection.vectors().put(ids.get(row), List.copyOf(numbers.subList(row * dim, (row + 1) * dim)));
        }
        answer(
                observer,
                MutationResult.newBuilder()
                        .setStatus(OK)
                        .setUpsertCnt(ids.size())
                        .setIDs(ids(ids))
                        .build());
    }

    private static IDs ids(List<String> ids) {
        return IDs.newBuilder()
                .setStrId(StringArray.newBuilder().addAllData(ids))
                .build();
    }

    /* A count, or the vectors of listed ids: id in ["a", "b"]. */
    @Override
    public synchronized void query(QueryRequest request, StreamObserver<QueryResults> observer) {
        Collection collection = collection(request.getCollectionName());
        QueryResults.Builder results =
                QueryResults.newBuilder().setStatus(OK).setCollectionName(request.getCollectionName());
        if (request.getOutputFieldsList().contains("count(*)")) {
            results.addFieldsData(FieldData.newBuilder()
                    .setFieldName("count(*)")
                    .setType(DataType.Int64)
                    .setScalars(ScalarField.newBuilder()
                            .setLongData(LongArray.newBuilder()
                                    .addData(collection.vectors().size()))));
        } else {
            List<String> found = listed(request).stream()
                    .filter(collection.vectors()::containsKey)
                    .toList();
            results.addFieldsData(idField(found))
                    .addFieldsData(vectorField(
                            found.stream().map(collection.vectors()::get).toList()));
        }
        answer(observer, results.build());
    }

    private static List<String> listed(QueryRequest request) {
        return request.getExprTemplateValuesMap().values().stream()
                .flatMap(value -> value.getArrayVal().getStringData().getDataList().stream())
                .toList();
    }

    private static FieldData idField(List<String> ids) {
        return FieldData.newBuilder()
                .setFieldName("id")
                .setType(DataType.VarChar)
                .setScalars(ScalarField.newBuilder()
                        .setStringData(StringArray.newBuilder().addAllData(ids)))
                .build();
    }

    private static FieldData vectorField(List<List<Float>> vectors) {
        FloatArray.Builder numbers = FloatArray.newBuilder();
        vectors.forEach(numbers::addAllData);
        return FieldData.newBuilder()
                .setFieldName("vector")
                .setType(DataType.FloatVector)
                .setVectors(VectorField.newBuilder()
                        .setDim(vectors.isEmpty() ? 1 : vectors.get(0).size())
                        .setFloatVector(numbers))
                .build();
    }

    @Override
    public synchronized void search(SearchRequest request, StreamObserver<SearchResults> observer) {
        try {
            Collection collection = collection(request.getCollectionName());
            int k = request.getSearchParamsList().stream()
                    .filter(pair ->
                            pair.getKey().equals("topk") || pair.getKey().equals("limit"))
                    .mapToInt(pair -> Integer.parseInt(pair.getValue()))
                    .findFirst()
                    .orElseThrow();
            List<ByteString> queries = PlaceholderGroup.parseFrom(request.getPlaceholderGroup())
                    .getPlaceholders(0)
                    .getValuesList();
            SearchResultData.Builder results =
                    SearchResultData.newBuilder().setNumQueries(queries.size()).setTopK(k);
            List<String> ids = new ArrayList<>();
            for (ByteString query : queries) {
                List<Scored> best = best(collection, floats(query), k);
                best.forEach(scored -> {
                    ids.add(scored.id());
                    results.addScores(scored.score());
                });
                results.addTopks(best.size());
            }
            answer(
                    observer,
                    SearchResults.newBuilder()
                            .setStatus(OK)
                            .setResults(results.setIds(ids(ids)).setPrimaryFieldName("id"))
                            .build());
        } catch (InvalidProtocolBufferException e) {
            observer.onError(e);
        }
    }

    private record Scored(String id, float score) {}

    private static List<Scored> best(Collection collection, float[] query, int k) {
        return collection.vectors().entrySet().stream()
                .map(entry -> new Scored(entry.getKey(), dot(entry.getValue(), query)))
                .sorted(Comparator.comparing(Scored::score).reversed())
                .limit(k)
                .toList();
    }

    private static float dot(List<Float> vector, float[] query) {
        return (float) IntStream.range(0, query.length)
                .mapToDouble(i -> vector.get(i) * query[i])
                .sum();
    }

    private static float[] floats(ByteString bytes) {
        float[] floats = new float[bytes.size() / Float.BYTES];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        return floats;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
