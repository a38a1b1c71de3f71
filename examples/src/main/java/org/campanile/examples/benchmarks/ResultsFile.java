package org.campanile.examples.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.jspecify.annotations.Nullable;

/** The list of results in JSON. */
final class ResultsFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultsFile() {}

    static String write(List<ResultEntry> entries) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(
                                    entries.stream().map(ResultEntry::values).toList())
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("results are plain values", e);
        }
    }

    /** @param origin what messages call the text */
    static List<ResultEntry> read(String json, String origin) {
        try {
            List<Map<String, @Nullable Object>> list = JSON.readValue(json, new TypeReference<>() {});
            return list.stream().map(ResultEntry::new).toList();
        } catch (JsonProcessingException e) {
            throw new CampanileException(origin + " is not a list of results: " + e.getOriginalMessage() + ".", e);
        }
    }

    /** The earlier entries in their places, replaced where there is a new one of the same key; then what is new. */
    static List<ResultEntry> merge(List<ResultEntry> earlier, List<ResultEntry> later) {
        Map<String, ResultEntry> merged = new LinkedHashMap<>();
        earlier.forEach(entry -> merged.put(entry.key(), entry));
        later.forEach(entry -> merged.put(entry.key(), entry));
        return List.copyOf(merged.values());
    }
}
