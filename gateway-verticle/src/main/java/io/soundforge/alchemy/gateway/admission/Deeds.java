package io.soundforge.alchemy.gateway.admission;

import io.soundforge.alchemy.platform.audit.AuditAction;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request did, told by its method, path and answer: for the audit log, and for the log of files. */
final class Deeds {
    private static final Set<HttpMethod> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Pattern KEYS = Pattern.compile("/api/keys(/.*)?");
    private static final Pattern MODELS = Pattern.compile("/api/(process/)?models(/.*)?");
    private static final Pattern WEBHOOKS = Pattern.compile("/api/webhooks(/.*)?");
    private static final Pattern ADMIN = Pattern.compile("/api/(audit|cluster)(/.*)?");

    /** Verb, method, and the paths that it is done to. */
    private record FileDeed(String verb, Set<HttpMethod> methods, Pattern path) {}

    private static final Set<HttpMethod> GET = Set.of(HttpMethod.GET);
    private static final Set<HttpMethod> POST = Set.of(HttpMethod.POST);
    private static final Pattern PART = Pattern.compile("/api/uploads/[^/]+");
    private static final List<FileDeed> FILES = List.of(
            new FileDeed("upload", POST, Pattern.compile("/api/(tracks|process|uploads)")),
            new FileDeed("upload", Set.of(HttpMethod.PATCH), PART),
            new FileDeed("sign", POST, Pattern.compile("/api/files/sign")),
            new FileDeed("export", POST, Pattern.compile("/api/tracks/[^/]+/export")),
            new FileDeed("export", GET, Pattern.compile("/api/tracks/[^/]+/(analysis/)?exports/[^/]+")),
            new FileDeed(
                    "download",
                    GET,
                    Pattern.compile(
                            "/api/tracks/[^/]+/(audio|cover|stems\\.zip|stems/[^/]+)|/audio_data/.+|/api/files/.+")),
            new FileDeed("delete", Set.of(HttpMethod.DELETE), Pattern.compile("/api/(tracks|uploads)/[^/]+(/.*)?")));

    /** To the storage, which has the file. */
    private static final int SENT_ELSEWHERE = 302;

    private Deeds() {}

    /**
     * What the caller means: clients whose network lets only GET and POST through name the method beside it.
     *
     * @param named null for no other
     */
    static HttpMethod meant(HttpMethod method, String path, @Nullable String named) {
        return HttpMethod.POST.equals(method)
                        && named != null
                        && is(PART, path)
                        && named.matches("(?i)patch|head|delete")
                ? HttpMethod.valueOf(named.toUpperCase(Locale.ROOT))
                : method;
    }

    /** What the operator wants to know of, if it is that. */
    static Optional<AuditAction> audited(HttpMethod method, String path, int status) {
        return switch (status) {
            case 401 -> Optional.of(AuditAction.SIGN_IN_FAILED);
            case 403 -> Optional.of(AuditAction.ACCESS_DENIED);
            case 429 -> Optional.of(AuditAction.LIMIT_HIT);
            default -> status >= 200 && status < 300 ? done(method, path) : Optional.empty();
        };
    }

    private static Optional<AuditAction> done(HttpMethod method, String path) {
        boolean deletes = HttpMethod.DELETE.equals(method);
        if (LOOKING.contains(method)) {
            return is(ADMIN, path) ? Optional.of(AuditAction.ADMIN_READ) : Optional.empty();
        }
        if (is(KEYS, path)) {
            return Optional.of(deletes ? AuditAction.KEY_REVOKED : AuditAction.KEY_CREATED);
        }
        if (is(MODELS, path)) {
            return Optional.of(AuditAction.MODEL_CHANGED);
        }
        if (is(WEBHOOKS, path)) {
            return Optional.of(AuditAction.WEBHOOK_CHANGED);
        }
        return deletes ? Optional.of(AuditAction.DELETED) : Optional.empty();
    }

    /** What was done with a file, if something was: {@code upload}, {@code download}, {@code delete}, … */
    static Optional<String> withFile(HttpMethod method, String path, int status) {
        boolean happened = (status >= 200 && status < 300) || status == SENT_ELSEWHERE;
        return FILES.stream()
                .filter(deed -> happened && deed.methods().contains(method) && is(deed.path(), path))
                .map(FileDeed::verb)
                .findFirst();
    }

    private static boolean is(Pattern pattern, String path) {
        return pattern.matcher(path).matches();
    }
}
