package org.campanile.serving.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.campanile.core.CampanileException;
import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.tracking.ProgressListener;

/** Writes the graph of an HNSW index: a Lucene index of one segment, whose documents are the items in the order of their indices. */
final class HnswGraph {
    /** The folder of the graph in that of the index. */
    static final String FOLDER = "lucene";

    /** The field that holds an item's vector. */
    static final String VECTOR = "vector";

    /** Buffered vectors and neighbours before a segment is written; with more, segments are merged at the end. */
    private static final double BUFFER_MEBIBYTES = 1024;

    private HnswGraph() {}

    static void write(Path folder, MappedBlocks items, HnswSettings settings, ProgressListener listener)
            throws IOException {
        int most = KnnVectorsFormat.DEFAULT_MAX_DIMENSIONS;
        if (items.dim() > most) {
            throw new CampanileException("The items have vectors of " + items.dim()
                    + " numbers, but an HNSW index takes at most " + most + ": choose an exact or a quantized index.");
        }
        try (Directory directory = FSDirectory.open(folder.resolve(FOLDER));
                IndexWriter writer = new IndexWriter(directory, configuration(settings))) {
            float[] vector = new float[items.dim()];
            KnnFloatVectorField field =
                    new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT);
            Document document = new Document();
            document.add(field);
            for (int item = 0; item < items.rows(); item++) {
                items.read(item, vector, 0);
                writer.addDocument(document);
                listener.advance(item + 1L, Map.of());
            }
            writer.forceMerge(1);
            writer.commit();
        }
    }

    private static IndexWriterConfig configuration(HnswSettings settings) {
        IndexWriterConfig configuration = new IndexWriterConfig();
        configuration.setCodec(new GraphCodec(settings));
        configuration.setRAMBufferSizeMB(BUFFER_MEBIBYTES);
        // Merges of neighbours, in this thread: documents stay in order.
        configuration.setMergePolicy(new LogDocMergePolicy());
        configuration.setMergeScheduler(new SerialMergeScheduler());
        configuration.setUseCompoundFile(false);
        return configuration;
    }

    /** Lucene's codec with our settings of the graph, which a reader need not know. */
    private static final class GraphCodec extends Lucene912Codec {
        private final KnnVectorsFormat format;

        GraphCodec(HnswSettings settings) {
            this.format = new Lucene99HnswVectorsFormat(settings.maxConnections(), settings.buildWidth());
        }

        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
        }
    }
}
