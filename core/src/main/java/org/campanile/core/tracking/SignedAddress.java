package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a file goes, or a part of one. Whoever has it may write there for a while, so it is neither stored nor logged.
 *
 * @param url     signed
 * @param headers asked for beside it
 */
record SignedAddress(String url, Map<String, String> headers) {
    private static final String BLOCK = "blockid=";

    SignedAddress {
        headers = Map.copyOf(headers);
    }

    /** From what Databricks calls {@code ArtifactCredentialInfo}. */
    static SignedAddress ofDatabricks(JsonNode info) {
        Map<String, String> headers = new TreeMap<>();
        info.path("headers")
                .forEach(header -> headers.put(
                        header.path("name").asText(), header.path("value").asText()));
        return new SignedAddress(info.path("signed_uri").asText(), headers);
    }

    URI uri() throws SendException {
        try {
            URI address = URI.create(url);
            if ("https".equals(address.getScheme()) || "http".equals(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw SendException.later("the server's address for a file is not a URI", null);
        }
        throw SendException.later("the server gave no address for a file", null);
    }

    /** The name of the part with Azure, which the address holds beside its signature; empty with other stores. */
    String block() {
        int query = url.indexOf('?');
        return Stream.of(query < 0 ? new String[0] : url.substring(query + 1).split("&"))
                .filter(field -> field.startsWith(BLOCK))
                .map(field -> URLDecoder.decode(field.substring(BLOCK.length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /** Says nothing of what it is. */
    @Override
    public String toString() {
        return "a signed address";
    }
}
