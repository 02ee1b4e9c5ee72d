package io.soundforge.alchemy.gateway.admission;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request costs the server, roughly. */
enum RequestClass {
    /** Not counted: probes, metrics, the page's own files, and packets of a socket that is let in already. */
    FREE,
    READ,
    /** Whatever changes something or submits a job. */
    WRITE,
    /** A new file. Its further parts count as reads. */
    UPLOAD;

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Pattern COUNTED = Pattern.compile("/(api|audio_data|files|ws|socket\\.io)(/.*)?");
    private static final Pattern PROBES = Pattern.compile("/api/(download|process|analyze|audio)/health");
    private static final Pattern UPLOADS = Pattern.compile("/api/uploads(/.*)?");

    static RequestClass of(HttpServerRequest request) {
        HttpMethod method = request.method();
        String path = String.valueOf(request.path());
        if (HttpMethod.OPTIONS.equals(method)
                || !COUNTED.matcher(path).matches()
                || PROBES.matcher(path).matches()
                || (path.startsWith("/socket.io") && has(request.query(), "sid"))) {
            return FREE;
        }
        if (UPLOADS.matcher(path).matches()) {
            return HttpMethod.POST.equals(method) ? UPLOAD : READ;
        }
        if (READS.contains(method)) {
            return READ;
        }
        return path.equals("/api/tracks") && isForm(request.getHeader("Content-Type")) ? UPLOAD : WRITE;
    }

    /** As policies are named: {@code reads}. */
    String text() {
        return name().toLowerCase(Locale.ROOT) + "s";
    }

    private static boolean isForm(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static boolean has(@Nullable String query, String name) {
        return query != null && ("&" + query).contains("&" + name + "=");
    }
}
