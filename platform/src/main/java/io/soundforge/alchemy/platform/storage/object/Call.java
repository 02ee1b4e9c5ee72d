package io.soundforge.alchemy.platform.storage.object;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request to a store, before it is signed.
 *
 * @param path percent-encoded, from the root of the host
 * @param query plain, sorted by name
 * @param headers by lower-case name
 */
record Call(
        HttpMethod method,
        String path,
        SortedMap<String, String> query,
        Map<String, String> headers,
        @Nullable Buffer body) {
    static Call of(HttpMethod method, String path) {
        return new Call(method, path, Collections.emptySortedMap(), Map.of(), null);
    }

    Call with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(query);
        more.put(name, value);
        return new Call(method, path, more, headers, body);
    }

    Call header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, path, query, more, body);
    }

    Call body(Buffer bytes) {
        return new Call(method, path, query, headers, bytes);
    }

    /** What stands in the request line. */
    String target() {
        return query.isEmpty() ? path : path + "?" + UriText.query(query);
    }
}
