package io.soundforge.alchemy.gateway.admission;

import io.soundforge.alchemy.gateway.identity.Callers;
import io.soundforge.alchemy.platform.audit.AuditEntry;
import io.soundforge.alchemy.platform.audit.AuditLog;
import io.soundforge.alchemy.platform.http.AccessLog;
import io.soundforge.alchemy.platform.http.RequestFacts;
import io.soundforge.alchemy.platform.http.RequestId;
import io.soundforge.alchemy.platform.http.RouteTemplate;
import io.soundforge.alchemy.platform.http.TrustedProxies;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first that every request meets: gives it a name, and tells how it went when it is over. One line goes to the
 * access log, one to the log of files if it was about one, and an entry to the audit log if the operator wants to know.
 * Queries and headers but the user agent are told nowhere: they may hold tokens.
 */
public final class RequestJournal implements Handler<RoutingContext> {
    private static final Logger files = LoggerFactory.getLogger("alchemy.files");

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
        String path = AccessLog.path(request);
        int status = context.response().getStatusCode();
        String owner =
                Callers.present(context).map(caller -> caller.owner().value()).orElse(null);
        AccessLog.tell(context, facts, owner, nanos);
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
}
