package org.campanile.serving.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** Answers what is no proper HTTP request, before any call sees it, in the form of all other failures. */
final class ProtocolErrors extends ErrorHandler {
    private static final String SENTENCE = "{\"error\":\"The request cannot be answered; see /docs for all calls.\"}";

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        base.setHandled(true);
        response.setContentType(JsonBodies.JSON);
        response.getOutputStream().write(SENTENCE.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, JsonBodies.JSON);
        return ByteBuffer.wrap(SENTENCE.getBytes(StandardCharsets.UTF_8));
    }
}
