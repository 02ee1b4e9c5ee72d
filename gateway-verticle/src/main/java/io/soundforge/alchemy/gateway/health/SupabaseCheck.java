package io.soundforge.alchemy.gateway.health;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Does the configured Supabase answer? The address is the operator's, never a caller's. */
final class SupabaseCheck {
    private static final String PATH = "/auth/v1/health";

    private final HttpClient http;
    private final @Nullable String url;
    private final @Nullable String anonKey;

    SupabaseCheck(Vertx vertx, @Nullable String url, @Nullable String anonKey) {
        this.http = vertx.createHttpClient();
        this.url = url;
        this.anonKey = anonKey;
    }

    /** Fails unless there is one and it answers that it is well. */
    Future<Void> check(long patienceSeconds) {
        if (url == null) {
            return Future.failedFuture("no Supabase is configured");
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url.replaceFirst("/+$", "") + PATH)
                .setTimeout(TimeUnit.SECONDS.toMillis(patienceSeconds));
        if (anonKey != null) {
            options.putHeader("apikey", anonKey);
        }
        return http.request(options)
                .compose(request -> request.send())
                .compose(response -> response.statusCode() == 200
                        ? response.end()
                        : Future.failedFuture("Supabase answered " + response.statusCode()));
    }
}
