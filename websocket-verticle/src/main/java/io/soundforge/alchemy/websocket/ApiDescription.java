package io.soundforge.alchemy.websocket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What is said over the live edge, as an AsyncAPI 3.0 document: {@code GET /asyncapi.json}. */
final class ApiDescription {
    static final String PATH = "/asyncapi.json";

    private final Buffer document = Buffer.buffer(read());

    void send(HttpServerResponse response) {
        response.putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-cache")
                .end(document);
    }

    static byte[] read() {
        try (InputStream file = ApiDescription.class.getResourceAsStream("asyncapi.json")) {
            if (file == null) {
                throw new IllegalStateException("asyncapi.json is missing from the class path");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
