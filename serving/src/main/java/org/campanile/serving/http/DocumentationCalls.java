package org.campanile.serving.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The page {@code /docs}: Swagger UI over the OpenAPI document. Everything comes from this service; the browser asks no other
 * one.
 */
final class DocumentationCalls {
    /** As in the build's dependency on the WebJar. */
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";

    private static final String POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

    private final OpenApiDocument document;
    private final JsonBodies json;

    DocumentationCalls(OpenApiDocument document, JsonBodies json) {
        this.document = document;
        this.json = json;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/openapi.json", Access.OPEN, context -> json.write(context, document.tree())),
                file("/docs", "docs.html", "text/html; charset=utf-8"),
                file("/docs/page.js", "docs.js", "text/javascript; charset=utf-8"),
                file("/docs/swagger-ui.css", SWAGGER_UI + "swagger-ui.css", "text/css; charset=utf-8"),
                file(
                        "/docs/swagger-ui-bundle.js",
                        SWAGGER_UI + "swagger-ui-bundle.js",
                        "text/javascript; charset=utf-8"));
    }

    private static Route file(String path, String resource, String type) {
        return Route.get(path, Access.OPEN, context -> send(context, resource, type));
    }

    private static void send(Context context, String resource, String type) {
        try (InputStream in = Objects.requireNonNull(
                DocumentationCalls.class.getResourceAsStream(resource), () -> resource + " is not in the JAR")) {
            context.header("Content-Security-Policy", POLICY).contentType(type).result(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
