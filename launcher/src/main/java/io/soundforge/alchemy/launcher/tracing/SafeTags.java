package io.soundforge.alchemy.launcher.tracing;

import io.vertx.core.spi.tracing.TagExtractor;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * What Vert.x tells of an HTTP request, but for paths and queries, which may hold tokens and ids. Of an address elsewhere
 * the host stays. The keys are those of OpenTelemetry's conventions for HTTP.
 */
final class SafeTags<R> implements TagExtractor<R> {
    private final TagExtractor<R> all;

    private SafeTags(TagExtractor<R> all) {
        this.all = all;
    }

    static <R> TagExtractor<R> of(TagExtractor<R> all) {
        return new SafeTags<>(all);
    }

    @Override
    public int len(R request) {
        return tags(request).size();
    }

    @Override
    public String name(R request, int index) {
        return tags(request).get(index).name();
    }

    @Override
    public String value(R request, int index) {
        return tags(request).get(index).value();
    }

    /** Three short texts: not worth keeping. */
    private List<Tag> tags(R request) {
        List<Tag> tags = new ArrayList<>();
        all.extractTo(request, (name, value) -> {
            switch (name) {
                case "http.request.method", "url.scheme" -> tags.add(new Tag(name, value));
                case "url.full" -> tags.add(new Tag("server.address", host(value)));
                default -> {
                    // Not ours to tell.
                }
            }
        });
        return tags;
    }

    private static String host(String address) {
        try {
            String host = new URI(address).getHost();
            return host == null ? "unknown" : host;
        } catch (URISyntaxException e) {
            return "unknown"; // an address that no client could have reached
        }
    }

    private record Tag(String name, String value) {}
}
