package io.soundforge.alchemy.gateway.admission;

import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.platform.audit.AuditEntry;
import io.soundforge.alchemy.platform.audit.AuditLog;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.http.RequestId;
import io.soundforge.alchemy.platform.http.RouteTemplate;
import io.soundforge.alchemy.platform.http.TrustedProxies;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first that every request meets: gives it a name, and tells how it went when it is over. One line goes to the
 * access log, one to the log of files if it was about one, and an entry to the audit log if the operator wants to know.
 * Queries and headers but the user agent are told nowhere: they may hold tokens.
 */
public final class RequestJournal implements Handler<RoutingContext> {
    private static final Logger access = LoggerFactory.getLogger("alchemy.access");
    private static final Logger files = LoggerFactory.getLogger("alchemy.files");
    private static final int LONGEST_PATH = 512;
    private static final int LONGEST_AGENT = 200;

    private final TrustedProxies proxies;
    private final AuditLog audit;

    public RequestJournal(TrustedProxies proxies, AuditLog audit) {
        this.proxies = proxies;
        this.audit = audit;
    }

    @Override
    public void handle(RoutingContext context) {
        RequestFacts facts = RequestFacts.note(context.request(), proxies);
        long begin = System.nanoTime();
        context.response().putHeader(RequestId.HEADER, facts.id());
        RouteTemplate.keep(context);
        context.addEndHandler(end -> over(context, facts, System.nanoTime() - begin));
        context.next();
    }

    private void over(RoutingContext context, RequestFacts facts, long nanos) {
        HttpServerRequest request = context.request();
        String path = cut(request.path(), LONGEST_PATH);
        int status = context.response().getStatusCode();
        String owner =
                Callers.present(context).map(caller -> caller.owner().value()).orElse(null);
        if (access.isInfoEnabled()) {
            access.atInfo()
                    .addKeyValue("request", facts.id())
                    .addKeyValue("method", request.method())
                    .addKeyValue("route", template(context))
                    .addKeyValue("path", path)
                    .addKeyValue("status", status)
                    .addKeyValue("bytes", context.response().bytesWritten())
                    .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(nanos))
                    .addKeyValue("owner", owner)
                    .addKeyValue("address", facts.client().address())
                    .addKeyValue("agent", cut(request.getHeader("User-Agent"), LONGEST_AGENT))
                    .log("request");
        }
        HttpMethod meant = Deeds.meant(request.method(), path, request.getHeader("X-HTTP-Method-Override"));
        Deeds.withFile(meant, path, status).ifPresent(verb -> files.atInfo()
                .addKeyValue("action", verb)
                .addKeyValue("request", facts.id())
                .addKeyValue("owner", owner)
                .addKeyValue("target", path)
                .addKeyValue(
                        "bytes",
                        verb.equals("upload")
                                ? request.bytesRead()
                                : context.response().bytesWritten())
                .log("file"));
        Deeds.audited(meant, path, status)
                .ifPresent(action -> audit.record(new AuditEntry(
                        Instant.now(),
                        action.text(),
                        status,
                        owner,
                        facts.client().address(),
                        facts.id(),
                        request.method() + " " + path)));
    }

    private static @Nullable String template(RoutingContext context) {
        Route route = context.currentRoute();
        return route == null ? null : route.getPath();
    }

    /** What a stranger wrote, without what could end a line or steer a terminal. */
    static String cut(@Nullable String text, int most) {
        String safe = text == null ? "" : text.replaceAll("[^\\x20-\\x7e]|\"", "?");
        return safe.length() <= most ? safe : safe.substring(0, most) + "…";
    }
}
