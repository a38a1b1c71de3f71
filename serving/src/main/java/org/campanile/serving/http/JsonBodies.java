package org.campanile.serving.http;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * Reads and writes JSON, strictly: what a body holds beyond its record, twice, or in another type than asked for is refused.
 *
 * <p>Safe for use by several threads.
 */
final class JsonBodies {
    static final String JSON = "application/json";

    private static final int DEEPEST = 16;
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    private final ObjectMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();
    private final RequestLimits limits;

    JsonBodies(RequestLimits limits) {
        this.limits = limits;
    }

    /**
     * The body as a record; an empty body stands for an object without fields.
     *
     * @throws HttpFailure with status 400, 413 or 415
     */
    <T> T read(Context context, Class<T> type) {
        byte[] bytes = bytes(context);
        if (bytes.length > 0) {
            requireJson(context);
        }
        try {
            T body = mapper.readValue(bytes.length > 0 ? bytes : EMPTY_OBJECT, type);
            if (body == null) {
                throw HttpFailure.badRequest("The body is null: send an object, such as {}.");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw HttpFailure.badRequest(sentence(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with status 200 and the value as JSON. */
    void write(Context context, Object value) {
        try {
            context.contentType(JSON).result(mapper.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /* Also keeps out what a browser sends across sites without asking: forms and plain text. */
    private static void requireJson(Context context) {
        String type = context.contentType();
        if (type == null || !type.split(";", 2)[0].trim().equalsIgnoreCase(JSON)) {
            throw new HttpFailure(
                    415, "The body must be JSON: send it with the header Content-Type: application/json.");
        }
    }

    private byte[] bytes(Context context) {
        try {
            int announced = context.contentLength(); // -1: it comes in pieces
            if (announced <= limits.bodyBytes()) {
                int most = announced < 0 ? limits.bodyBytes() + 1 : announced;
                byte[] bytes = context.bodyInputStream().readNBytes(most);
                if (bytes.length <= limits.bodyBytes()) {
                    return bytes;
                }
            }
        } catch (IOException e) {
            throw HttpFailure.badRequest("The body broke off or came too slowly.");
        }
        throw new HttpFailure(413, "The body is larger than the limit of " + limits.bodyBytes() + " bytes.");
    }

    private static String sentence(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "The body has the unknown field " + path(unknown) + "; known there: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        if (e instanceof JsonMappingException mapping && !(e.getCause() instanceof JsonProcessingException)) {
            return mapping.getPath().isEmpty()
                    ? "The body is not an object of the form that this call takes."
                    : "The field " + path(mapping) + " has a value of another type than this call takes.";
        }
        JsonLocation at = e.getLocation();
        return "The body is no JSON of the form that this call takes"
                + (at == null ? "" : ": it fails at line " + at.getLineNr() + ", column " + at.getColumnNr()) + ".";
    }

    /** Such as {@code rules.allow.items[3]}. */
    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
